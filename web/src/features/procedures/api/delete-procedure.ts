import { call } from '@/lib/api';

export async function deleteProcedure(app: number, name: string): Promise<void> {
  await call('DeleteProcedureTemplate', { SubAppId: app, Name: name });
}
