import { Button, Empty, Flex, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { ErrorNotice } from '@/components/error-notice';
import { PageLoading } from '@/components/page-loading';

import { searchOf, type TaskFilters } from '../filters';
import { useLiveTasks } from '../use-live-tasks';
import { useTaskColumns } from './task-columns';
import { TaskFilterBar } from './task-filters';

interface Props {
  app: number;
  filters: TaskFilters;
  onFilter: (filters: TaskFilters) => void;
  /** The task whose details are open. */
  openTaskId?: string;
}

/** The tasks of an application, the newest first, as they are at this moment. */
export function TaskList({ app, filters, onFilter, openTaskId }: Props) {
  const { t } = useTranslation('tasks');
  const { tasks, places, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useLiveTasks(app, filters);
  const search = searchOf(filters).toString();
  const linkOf = (taskId: string) => `/apps/${app}/tasks/${taskId}${search && `?${search}`}`;
  const columns = useTaskColumns({ app, places, linkOf });
  return (
    <>
      <TaskFilterBar filters={filters} onChange={onFilter} />
      {error && !tasks && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && !tasks && <PageLoading />}
      {tasks && (
        <Table
          size="middle"
          rowKey={(task) => task.TaskId ?? ''}
          columns={columns}
          dataSource={tasks}
          pagination={false}
          scroll={{ x: 660 }}
          rowClassName={(task) => (task.TaskId === openTaskId ? 'ant-table-row-selected' : '')}
          locale={{ emptyText: <Nothing app={app} isFiltered={search !== ''} onAll={() => onFilter({})} /> }}
        />
      )}
      {tasks && tasks.length + Number(hasNextPage) > 0 && (
        <Flex gap={12} align="center" style={{ paddingTop: 12 }}>
          <Typography.Text type="secondary" aria-live="polite">
            {t(hasNextPage ? 'shownMore' : 'shownAll', { count: tasks.length })}
          </Typography.Text>
          {hasNextPage && (
            <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </Flex>
      )}
    </>
  );
}

function Nothing({ app, isFiltered, onAll }: { app: number; isFiltered: boolean; onAll: () => void }) {
  const { t } = useTranslation('tasks');
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(isFiltered ? 'empty.filtered' : 'empty.none')}>
      {isFiltered ? <Button onClick={onAll}>{t('empty.showAll')}</Button> : <Link to={`/apps/${app}/media`}>{t('empty.toMedia')}</Link>}
    </Empty>
  );
}
