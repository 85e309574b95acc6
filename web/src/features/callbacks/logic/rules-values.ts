import type { DescribeDeliveryConfigResponse, ModifyDeliveryConfigRequest } from '@/lib/wire/types';

import { intervalsOf, intervalsText } from './intervals';

/** What the form of the delivery rules holds. */
export interface RulesValues {
  hasOwnIntervals: boolean;
  intervals: string;
  givenUp: 'Park' | 'Queue';
  parkAfter: number;
  concurrency: number;
  rate: number;
  hasBreaker: boolean;
  caFile: string;
  certificateFile: string;
  keyFile: string;
  bindAddress: string;
}

export function rulesOf(config: DescribeDeliveryConfigResponse): RulesValues {
  return {
    hasOwnIntervals: config.HasOwnRetryIntervals ?? false,
    intervals: intervalsText(config.RetryIntervals ?? []),
    givenUp: config.GivenUp === 'Queue' ? 'Queue' : 'Park',
    parkAfter: config.ParkAfterDeliveries ?? 0,
    concurrency: config.ConcurrencyMax ?? 0,
    rate: config.AttemptsPerSecondMax ?? 0,
    hasBreaker: config.BreakerSwitch !== 'OFF',
    caFile: config.CaFile ?? '',
    certificateFile: config.ClientCertificateFile ?? '',
    keyFile: config.ClientKeyFile ?? '',
    bindAddress: config.BindAddress ?? '',
  };
}

/** Only what differs from before; a request of SubAppId alone when nothing does. */
export function rulesRequest(app: number, values: RulesValues, before: RulesValues): ModifyDeliveryConfigRequest {
  const request: ModifyDeliveryConfigRequest = { SubAppId: app };
  if (before.hasOwnIntervals && !values.hasOwnIntervals) request.ResetRetryIntervals = true;
  const isNewList = values.intervals !== before.intervals || !before.hasOwnIntervals;
  if (values.hasOwnIntervals && isNewList) request.RetryIntervals = intervalsOf(values.intervals) ?? [];
  if (values.givenUp !== before.givenUp) request.GivenUp = values.givenUp;
  if (values.parkAfter !== before.parkAfter) request.ParkAfterDeliveries = values.parkAfter;
  if (values.concurrency !== before.concurrency) request.ConcurrencyMax = values.concurrency;
  if (values.rate !== before.rate) request.AttemptsPerSecondMax = values.rate;
  if (values.hasBreaker !== before.hasBreaker) request.BreakerSwitch = values.hasBreaker ? 'ON' : 'OFF';
  if (values.caFile.trim() !== before.caFile) request.CaFile = values.caFile.trim();
  if (values.certificateFile.trim() !== before.certificateFile) request.ClientCertificateFile = values.certificateFile.trim();
  if (values.keyFile.trim() !== before.keyFile) request.ClientKeyFile = values.keyFile.trim();
  if (values.bindAddress.trim() !== before.bindAddress) request.BindAddress = values.bindAddress.trim();
  return request;
}

export const changesNothing = (request: ModifyDeliveryConfigRequest) => Object.keys(request).length <= 1;
