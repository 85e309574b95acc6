import { call } from '@/lib/api';
import type { ModifyKeyStatusRequest } from '@/lib/wire/types';

export const modifyKeyStatus = (request: ModifyKeyStatusRequest) => call('ModifyKeyStatus', request);
