import { useParams, useSearchParams } from 'react-router';

import { ProcedureEditor, ProcedureList } from '@/features/procedures';

export default function ProceduresPage() {
  const { name } = useParams();
  const [search] = useSearchParams();
  if (name !== undefined) return <ProcedureEditor name={name} />;
  return search.has('new') ? <ProcedureEditor /> : <ProcedureList />;
}
