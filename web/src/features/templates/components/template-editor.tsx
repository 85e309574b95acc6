import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';
import { Page } from '@/components/page';
import { PageLoading } from '@/components/page-loading';
import { useSignedIn } from '@/lib/api';
import { useAppId } from '@/lib/app-id';
import { type TemplateKind, type TemplateRow, templatesQuery } from '@/lib/templates';

import { templateRulesQuery } from '../api/template-rules';
import { formOf } from '../fields';
import { templatePath } from '../kind-slug';
import { valuesOf } from '../request';
import { TemplateDetails } from './template-details';
import { TemplateForm } from './template-form';
import { useDeleteTemplate } from './use-delete-template';

interface Props {
  kind: TemplateKind;
  /** From the address: a number, or "new", which begins as a copy of ?from=. */
  definition: string;
}

/** One template on a page of its own: a preset to read, an own one to change, or a new one. */
export function TemplateEditor({ kind, definition }: Props) {
  const { t } = useTranslation(['templates', 'common']);
  const app = useAppId();
  const [search] = useSearchParams();
  const templates = useQuery(templatesQuery(app, kind));
  const rules = useQuery(templateRulesQuery(kind));
  const isNew = definition === 'new';
  const wanted = isNew ? search.get('from') : definition;
  const row = templates.data?.find((template) => String(template.definition) === wanted);
  const title = isNew
    ? t('editor.create', { kind: t(`kind.${kind}`) })
    : t(row?.isPreset ? 'editor.preset' : 'editor.edit', { definition });

  return (
    <Page title={title} extra={<Actions app={app} kind={kind} row={isNew ? undefined : row} />}>
      {templates.error ? (
        <ErrorNotice error={templates.error} onRetry={() => void templates.refetch()} />
      ) : rules.error ? (
        <ErrorNotice error={rules.error} onRetry={() => void rules.refetch()} />
      ) : templates.isPending || rules.isPending ? (
        <PageLoading />
      ) : wanted !== null && !row ? (
        <Empty description={t('editor.notThere', { definition: wanted })}>
          <Link to={templatePath(app, kind)}>{t('action.back')}</Link>
        </Empty>
      ) : row?.isPreset && !isNew ? (
        <Flex vertical gap={16}>
          <Alert type="info" showIcon title={t('editor.presetHint')} />
          <TemplateDetails row={row} />
        </Flex>
      ) : (
        <Editing key={`${definition} ${row?.updatedAt ?? ''}`} app={app} kind={kind} row={row} isNew={isNew} rules={rules.data} />
      )}
    </Page>
  );
}

type EditingProps = Pick<Parameters<typeof TemplateForm>[0], 'app' | 'kind' | 'row' | 'rules'> & { isNew: boolean };

function Editing({ app, kind, row, isNew, rules }: EditingProps) {
  const navigate = useNavigate();
  return (
    <TemplateForm
      app={app}
      kind={kind}
      row={isNew ? undefined : row}
      initial={row ? valuesOf(row) : formOf[kind].initial}
      rules={rules}
      onSaved={(definition) => void navigate(templatePath(app, kind, definition), { replace: true })}
    />
  );
}

function Actions({ app, kind, row }: { app: number; kind: TemplateKind; row: TemplateRow | undefined }) {
  const { t } = useTranslation(['templates', 'common']);
  const session = useSignedIn();
  const navigate = useNavigate();
  const remove = useDeleteTemplate(app);
  const why = session.isReadOnly ? t('editor.readOnly') : undefined;
  return (
    <Flex gap={8} wrap align="center">
      {row && <CopyButton text={String(row.definition)} label={t('column.definition')} />}
      <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => void navigate(templatePath(app, kind))}>
        {t('action.back')}
      </Button>
      {row && (
        <Button
          disabled={session.isReadOnly}
          title={why}
          onClick={() => void navigate(`${templatePath(app, kind, 'new')}?from=${row.definition}`)}
        >
          {t('action.copyToNew')}
        </Button>
      )}
      {row && !row.isPreset && (
        <Button
          danger
          disabled={session.isReadOnly}
          title={why}
          onClick={() => remove(row, () => void navigate(templatePath(app, kind), { replace: true }))}
        >
          {t('common:action.delete')}
        </Button>
      )}
    </Flex>
  );
}
