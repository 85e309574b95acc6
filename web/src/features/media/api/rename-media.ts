import { call } from '@/lib/api';
import type { ModifyMediaInfoRequest } from '@/lib/wire/types';

export const renameMediaRequest = (app: number, fileId: string, name: string): ModifyMediaInfoRequest => ({
  FileId: fileId,
  SubAppId: app,
  Name: name,
});

export const renameMedia = (app: number, fileId: string, name: string) =>
  call('ModifyMediaInfo', renameMediaRequest(app, fileId, name));
