import { call } from '@/lib/api';
import type { CreateSubAppIdRequest } from '@/lib/wire/types';

export const createApplication = (request: CreateSubAppIdRequest) => call('CreateSubAppId', request);
