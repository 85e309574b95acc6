import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Flex, Segmented, Tabs, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';

import { ErrorNotice } from '@/components/error-notice';
import { Page } from '@/components/page';
import { PageLoading } from '@/components/page-loading';
import { SearchInput } from '@/components/search-input';
import { useSignedIn } from '@/lib/api';
import { useAppId } from '@/lib/app-id';
import { type TemplateKind, templateKinds, templatesQuery } from '@/lib/templates';

import { templatePath } from '../kind-slug';
import { filterOf, isWanted, type TypeFilter } from './template-filter';
import { TemplateTable } from './template-table';

/** The templates of a kind: presets and the application's own. The kind, the filter and the page stand in the address. */
export function TemplateList({ kind }: { kind: TemplateKind }) {
  const { t } = useTranslation(['templates', 'common']);
  const app = useAppId();
  const session = useSignedIn();
  const navigate = useNavigate();
  return (
    <Page
      title={t('common:nav.templates')}
      extra={
        <Button
          type="primary"
          icon={<PlusOutlined aria-hidden />}
          disabled={session.isReadOnly}
          title={session.isReadOnly ? t('editor.readOnly') : undefined}
          onClick={() => void navigate(templatePath(app, kind, 'new'))}
        >
          {t('create')}
        </Button>
      }
    >
      <Tabs
        aria-label={t('tabs')}
        activeKey={kind}
        onChange={(key) => void navigate(templatePath(app, key as TemplateKind))}
        destroyOnHidden
        items={templateKinds.map((key) => ({
          key,
          label: t(`kind.${key}`),
          children: key === kind && <TemplatesOfKind key={kind} app={app} kind={kind} />,
        }))}
      />
    </Page>
  );
}

function TemplatesOfKind({ app, kind }: { app: number; kind: TemplateKind }) {
  const { t } = useTranslation(['templates', 'common']);
  const { t: common } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const { data, error, isPending, refetch } = useQuery(templatesQuery(app, kind));
  const filter = filterOf(search);
  // Another filter begins at the first page.
  const put = (name: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        if (name !== 'page') next.delete('page');
        return next;
      },
      { replace: name === 'q' },
    );
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <PageLoading />;
  const rows = data.filter((row) => isWanted(row, filter, common));
  const isFiltered = filter.text !== '' || filter.type !== 'all';
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{t(`about.${kind}`)}</Typography.Text>
      <Flex gap={12} wrap align="center">
        {kind !== 'Watermark' && (
          <Segmented<TypeFilter>
            aria-label={t('filter.type')}
            value={filter.type}
            onChange={(type) => put('type', type === 'all' ? '' : type)}
            options={(['all', 'preset', 'own'] as const).map((value) => ({ value, label: t(`type.${value}`) }))}
          />
        )}
        <SearchInput
          label={t('filter.search')}
          hint={t('filter.placeholder')}
          value={filter.text}
          onChange={(typed) => put('q', typed)}
          style={{ width: 280 }}
        />
        <span role="status">{t('count', { count: rows.length })}</span>
      </Flex>
      {rows.length > 0 ? (
        <TemplateTable
          app={app}
          kind={kind}
          rows={rows}
          page={Number(search.get('page')) || 1}
          onPage={(page) => put('page', page === 1 ? '' : String(page))}
        />
      ) : (
        <Empty description={isFiltered ? t('empty.none') : t('empty.own')}>
          {isFiltered ? <Button onClick={() => setSearch({})}>{t('empty.clear')}</Button> : t('empty.ownHint')}
        </Empty>
      )}
    </Flex>
  );
}
