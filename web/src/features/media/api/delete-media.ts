import { call } from '@/lib/api';
import type { DeleteMediaRequest } from '@/lib/wire/types';

export const deleteMediaRequest = (app: number, fileId: string): DeleteMediaRequest => ({ FileId: fileId, SubAppId: app });

/** A media with all that was made of it. */
export const deleteMedia = (app: number, fileId: string) => call('DeleteMedia', deleteMediaRequest(app, fileId));
