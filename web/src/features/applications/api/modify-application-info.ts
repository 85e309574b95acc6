import { call } from '@/lib/api';
import type { ModifySubAppIdInfoRequest } from '@/lib/wire/types';

export const modifyApplicationInfo = (request: ModifySubAppIdInfoRequest) => call('ModifySubAppIdInfo', request);
