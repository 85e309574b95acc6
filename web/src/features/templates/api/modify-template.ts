import { call, type RequestOf } from '@/lib/api';
import type { TemplateKind } from '@/lib/templates';

import type { Values } from '../fields';

/** Changes what the request names, and leaves the rest. */
export async function modifyTemplate(kind: TemplateKind, app: number, definition: number, request: Values): Promise<void> {
  const action = `Modify${kind}Template` as const;
  await call(action, { SubAppId: app, Definition: definition, ...request } as RequestOf<typeof action>);
}
