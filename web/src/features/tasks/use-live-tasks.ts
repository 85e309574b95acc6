import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { useChanges } from '@/lib/api';

import { placesQuery } from './api/list-waiting';
import { tasksQuery } from './api/list-tasks';
import type { TaskFilters } from './filters';
import { moved, paceOf } from './live';

// The list is read at once when a task begins or ends, and not more often than this when many do.
const readEveryMs = 1_000;

/** The rows of the list, kept up to date: progress is put into its row, and what is more than that reads the list. */
export function useLiveTasks(app: number, filters: TaskFilters) {
  const client = useQueryClient();
  const options = tasksQuery(app, filters);
  const query = useInfiniteQuery(options);
  const tasks = query.data?.pages.flatMap((page) => page.tasks);
  const isWaiting = tasks?.some(({ Status }) => Status === 'WAITING') ?? false;
  const places = useQuery({ ...placesQuery(app), enabled: isWaiting });
  const read = useSpaced(() => {
    void client.invalidateQueries({ queryKey: options.queryKey, exact: true });
    if (isWaiting) void client.invalidateQueries({ queryKey: placesQuery(app).queryKey, exact: true });
  }, readEveryMs);
  useChanges(({ changes }) => {
    const told = paceOf(changes);
    const before = client.getQueryData(options.queryKey);
    if (told.size === 0 || !before) return;
    const after = moved(before, told);
    client.setQueryData(options.queryKey, after.pages);
    // A filter may keep the running ones out: their progress is nobody's news then.
    const isNews = [...told.values()].some(({ Progress }) => Progress == null || Progress >= 100) || !filters.status || filters.status === 'processing' || filters.status === 'waiting';
    if (after.isStale && isNews) read();
  });
  return { ...query, tasks, places: places.data ?? {} };
}

/** Runs it at once, or when enough time has gone by since the last time. */
function useSpaced(action: () => void, everyMs: number): () => void {
  const current = useRef(action);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const ranAt = useRef(0);
  useEffect(() => {
    current.current = action;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    if (timer.current !== undefined) return;
    const waitMs = Math.max(0, ranAt.current + everyMs - Date.now());
    timer.current = setTimeout(() => {
      timer.current = undefined;
      ranAt.current = Date.now();
      current.current();
    }, waitMs);
  };
}
