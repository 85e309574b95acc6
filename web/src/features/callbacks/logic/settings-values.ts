import { eventTypes } from '@/lib/event-types';
import type {
  DescribeDeliveryConfigResponse,
  DescribeEventConfigResponse,
  ModifyDeliveryConfigRequest,
  ModifyEventConfigRequest,
} from '@/lib/wire/types';

export type Mode = 'PUSH' | 'PULL';

/** What the form of the callback settings holds. */
export interface SettingsValues {
  mode: Mode;
  url: string;
  urlV2: string;
  /** Wire names of the types that are ticked. */
  types: string[];
}

export function valuesOf(events: DescribeEventConfigResponse, delivery: DescribeDeliveryConfigResponse): SettingsValues {
  return {
    mode: events.Mode === 'PULL' ? 'PULL' : 'PUSH',
    url: events.NotificationUrl ?? '',
    urlV2: delivery.NotificationUrlV2 ?? '',
    types: (delivery.EventSwitches ?? []).filter((row) => row.Switch === 'ON').map((row) => row.EventType),
  };
}

const switchOf = (isOn: boolean) => (isOn ? 'ON' : 'OFF');

/** The call that the cloud knows: mode, URL and its three switches, all of them as the form has them. */
export function eventConfigRequest(app: number, values: SettingsValues): ModifyEventConfigRequest {
  const request: ModifyEventConfigRequest = { SubAppId: app, Mode: values.mode, NotificationUrl: values.url.trim() };
  for (const row of eventTypes) {
    if ('cloudSwitch' in row) request[row.cloudSwitch] = switchOf(values.types.includes(row.name));
  }
  return request;
}

/** What the cloud's call can't say and what the form changes; nothing when there is no such change. */
export function deliveryConfigRequest(
  app: number,
  values: SettingsValues,
  before: SettingsValues,
): ModifyDeliveryConfigRequest | undefined {
  const switches = eventTypes
    .filter((row) => !('cloudSwitch' in row) && values.types.includes(row.name) !== before.types.includes(row.name))
    .map(({ name }) => ({ EventType: name, Switch: switchOf(values.types.includes(name)) }));
  const urlV2 = values.urlV2.trim();
  if (switches.length === 0 && urlV2 === before.urlV2) return undefined;
  return {
    SubAppId: app,
    ...(switches.length > 0 ? { EventSwitches: switches } : {}),
    ...(urlV2 !== before.urlV2 ? { NotificationUrlV2: urlV2 } : {}),
  };
}

export const isSame = (a: SettingsValues, b: SettingsValues) =>
  a.mode === b.mode &&
  a.url.trim() === b.url.trim() &&
  a.urlV2.trim() === b.urlV2.trim() &&
  [...a.types].sort().join() === [...b.types].sort().join();

/** Empty is a URL, too: that of nowhere. */
export function isCallbackUrl(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    const url = new URL(text.trim());
    return ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '' && text.length <= 2048;
  } catch {
    return false;
  }
}
