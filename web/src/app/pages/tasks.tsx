import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';

import { Page } from '@/components/page';
import { filtersOf, searchOf, TaskDrawer, type TaskFilters, TaskList } from '@/features/tasks';
import { useAppId } from '@/lib/app-id';

/** The list of tasks, with the details of one beside it when the address names it. */
export default function TasksPage() {
  const { t } = useTranslation('tasks');
  const app = useAppId();
  const { taskId } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const filters = filtersOf(search);
  const go = (to: { filters?: TaskFilters; taskId?: string }) =>
    void navigate({
      pathname: `/apps/${app}/tasks${to.taskId ? `/${to.taskId}` : ''}`,
      search: searchOf(to.filters ?? filters).toString(),
    });
  return (
    <Page title={t('title')}>
      <TaskList app={app} filters={filters} onFilter={(next) => go({ filters: next, taskId })} openTaskId={taskId} />
      <TaskDrawer app={app} taskId={taskId} onClose={() => go({})} onOpen={(next) => go({ taskId: next })} />
    </Page>
  );
}
