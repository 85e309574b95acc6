import { call } from '@/lib/api';
import type { DeleteKeyRequest } from '@/lib/wire/types';

export const deleteKey = (request: DeleteKeyRequest) => call('DeleteKey', request);
