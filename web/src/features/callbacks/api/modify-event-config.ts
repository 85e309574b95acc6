import { call, type RequestOf } from '@/lib/api';

export const modifyEventConfig = (request: RequestOf<'ModifyEventConfig'>) => call('ModifyEventConfig', request);
