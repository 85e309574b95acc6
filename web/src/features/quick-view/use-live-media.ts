import { useQueryClient } from '@tanstack/react-query';

import { useChanges } from '@/lib/api';
import type { ChangeInfo } from '@/lib/wire/types';

import { mediaQuery } from './api/describe-media';
import { taskDetailQuery } from './api/describe-task';
import { summaryQuery } from './api/summarize-media';
import { tasksQuery } from './api/list-tasks';
import { isOpen } from './making';

/** Keeps what is read of a media as the server tells of it: progress is patched in, the rest is read anew. */
export function useLiveMedia(app: number, fileId: string): void {
  const client = useQueryClient();
  const refresh = (queryKey: readonly unknown[]) =>
    // A read that is under way may be older than the change.
    void client.invalidateQueries({ queryKey, exact: true });

  function patchTask(change: ChangeInfo): boolean {
    const { queryKey } = tasksQuery(app, fileId);
    const known = client.getQueryData(queryKey)?.tasks.find((task) => task.TaskId === change.Id);
    if (!known || known.Status !== 'PROCESSING' || change.Progress == null) return false;
    const { Progress, Speed, SecondsLeft } = change;
    client.setQueryData(queryKey, (kept) =>
      kept && {
        ...kept,
        tasks: kept.tasks.map((task) => (task === known ? { ...task, Progress, Speed, SecondsLeft } : task)),
      },
    );
    return true;
  }

  function tell(change: ChangeInfo): void {
    if (change.Kind === 'Media') {
      refresh(mediaQuery(app, fileId).queryKey);
      refresh(summaryQuery(app, fileId).queryKey);
      // An output may be there before its task has ended.
      void client.invalidateQueries({ queryKey: taskDetailQuery(app, fileId, '').queryKey.slice(0, -1) });
      return;
    }
    if (change.Kind !== 'Task' || patchTask(change)) return;
    const known = client.getQueryData(tasksQuery(app, fileId).queryKey)?.tasks.find((task) => task.TaskId === change.Id);
    if (known && !isOpen(known)) return;
    refresh(tasksQuery(app, fileId).queryKey);
    refresh(taskDetailQuery(app, fileId, change.Id ?? '').queryKey);
    refresh(summaryQuery(app, fileId).queryKey);
    refresh(mediaQuery(app, fileId).queryKey);
  }

  useChanges(({ reset, changes }) => {
    if (reset) return; // Then all is read anew anyway.
    changes.filter((change) => change.FileId === fileId).forEach(tell);
  });
}
