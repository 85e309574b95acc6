import { call, type RequestOf } from '@/lib/api';
import type { TemplateKind } from '@/lib/templates';

import type { Values } from '../fields';

/** Makes a template; answers its number. */
export async function createTemplate(kind: TemplateKind, app: number, request: Values): Promise<number> {
  const action = `Create${kind}Template` as const;
  // The form's tables give what the schema demands; the server checks it all.
  const answer = await call(action, { SubAppId: app, ...request } as RequestOf<typeof action>);
  return Number(answer.Definition);
}
