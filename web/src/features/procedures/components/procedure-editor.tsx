import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { ErrorNotice } from '@/components/error-notice';
import { Page } from '@/components/page';
import { PageLoading } from '@/components/page-loading';
import { SectionCard } from '@/components/section-card';
import { useSignedIn } from '@/lib/api';
import { useAppId } from '@/lib/app-id';
import { proceduresQuery } from '@/lib/procedures';

import { newProcedurePath, procedurePath } from '../paths';
import { valuesOf } from '../request';
import { ProcedureContent } from './procedure-content';
import { ProcedureForm } from './procedure-form';
import { useDeleteProcedure } from './use-delete-procedure';

/** One task flow on a page of its own: a preset to read, an own one to change, or (without a name) a new one. */
export function ProcedureEditor({ name }: { name?: string | undefined }) {
  const { t } = useTranslation(['procedures', 'common']);
  const app = useAppId();
  const session = useSignedIn();
  const navigate = useNavigate();
  const remove = useDeleteProcedure(app);
  const [search] = useSearchParams();
  const { data, error, isPending, refetch } = useQuery(proceduresQuery(app));
  const isNew = name === undefined;
  const wanted = name ?? search.get('from');
  const procedure = data?.find(({ Name }) => Name === wanted);
  const isPreset = !isNew && procedure?.Type === 'Preset';
  const toList = () => void navigate(procedurePath(app), { replace: true });
  return (
    <Page
      title={isNew ? t('editor.create') : t('editor.edit', { name })}
      extra={
        <Flex gap={8} wrap>
          <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => void navigate(procedurePath(app))}>
            {t('back')}
          </Button>
          {name !== undefined && procedure && (
            <Button disabled={session.isReadOnly} onClick={() => void navigate(newProcedurePath(app, name))}>
              {t('copyToNew')}
            </Button>
          )}
          {name !== undefined && procedure && !isPreset && (
            <Button danger disabled={session.isReadOnly} onClick={() => remove(name, toList)}>
              {t('common:action.delete')}
            </Button>
          )}
        </Flex>
      }
    >
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <PageLoading />
      ) : wanted && !procedure ? (
        <Empty description={t('notThere', { name: wanted })}>
          <Link to={procedurePath(app)}>{t('back')}</Link>
        </Empty>
      ) : isPreset ? (
        <Flex vertical gap={16}>
          <Alert type="info" showIcon title={t('presetHint')} />
          <SectionCard title={t('content')}>
            <ProcedureContent app={app} input={procedure?.MediaProcessTask} isLong />
          </SectionCard>
        </Flex>
      ) : (
        <ProcedureForm
          key={`${name ?? ''} ${wanted ?? ''} ${procedure?.UpdateTime ?? ''}`}
          app={app}
          isNew={isNew}
          initial={procedure ? valuesOf(procedure, isNew) : { Name: '', MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100010 }] } }}
          taken={data.map(({ Name }) => Name ?? '')}
          onSaved={(saved) => void navigate(procedurePath(app, saved), { replace: true })}
        />
      )}
    </Page>
  );
}
