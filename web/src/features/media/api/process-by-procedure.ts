import { call } from '@/lib/api';
import type { ProcessMediaByProcedureRequest } from '@/lib/wire/types';

export const processByProcedureRequest = (
  app: number,
  fileId: string,
  procedure: string,
): ProcessMediaByProcedureRequest => ({ FileId: fileId, SubAppId: app, ProcedureName: procedure });

export const processByProcedure = (app: number, fileId: string, procedure: string) =>
  call('ProcessMediaByProcedure', processByProcedureRequest(app, fileId, procedure));
