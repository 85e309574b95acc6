import { call, type RequestOf } from '@/lib/api';

export const modifyMedia = (request: RequestOf<'ModifyMediaInfo'>) => call('ModifyMediaInfo', request);
