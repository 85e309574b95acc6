import { call } from '@/lib/api';
import type { ModifySubAppIdStatusRequest } from '@/lib/wire/types';

export const modifyApplicationStatus = (request: ModifySubAppIdStatusRequest) => call('ModifySubAppIdStatus', request);
