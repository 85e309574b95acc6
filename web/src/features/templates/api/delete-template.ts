import { call } from '@/lib/api';
import type { TemplateKind } from '@/lib/templates';

export async function deleteTemplate(kind: TemplateKind, app: number, definition: number): Promise<void> {
  await call(`Delete${kind}Template`, { SubAppId: app, Definition: definition });
}
