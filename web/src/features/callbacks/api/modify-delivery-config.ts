import { call, type RequestOf } from '@/lib/api';

export const modifyDeliveryConfig = (request: RequestOf<'ModifyDeliveryConfig'>) => call('ModifyDeliveryConfig', request);
