import { call } from '@/lib/api';
import type { CreateKeyRequest } from '@/lib/wire/types';

export const createKey = (request: CreateKeyRequest) => call('CreateKey', request);
