import { Navigate, useParams } from 'react-router';

import { kindOf, TemplateEditor, TemplateList, templatePath } from '@/features/templates';
import { useAppId } from '@/lib/app-id';

export default function TemplatesPage() {
  const app = useAppId();
  const { kind: slug, definition } = useParams();
  const kind = kindOf(slug);
  if (!kind) return <Navigate to={templatePath(app, 'Transcode')} replace />;
  return definition ? <TemplateEditor kind={kind} definition={definition} /> : <TemplateList kind={kind} />;
}
