import type { ChangeInfo, ListMediaResponse, MediaSummary } from '@/lib/wire/types';

/** The beginning of a list, as far as it was read. Never changed: each step is a new value, and rows that stay are the same objects. */
export interface MediaRows {
  rows: readonly MediaSummary[];
  /** Where the next page begins; absent when all were read. */
  next?: string;
}

export const noRows: MediaRows = { rows: [] };
export const idOf = (row: MediaSummary) => row.FileId ?? '';

/** The next page behind what was read, unless something else was read meanwhile. */
export function withPage(list: MediaRows, asked: string | undefined, page: ListMediaResponse): MediaRows {
  if (list.next !== asked) return list;
  const known = new Set(list.rows.map(idOf));
  // A media that was renamed, or grew, may come once more at its new place.
  const fresh = (page.MediaSet ?? []).filter((row) => !known.has(idOf(row)));
  return { rows: list.rows.concat(fresh), next: page.NextCursor || undefined };
}

/**
 * Rows that were read anew, by their ids, with the list's own filters: known ones in their places; those that did not come are
 * deleted, or left out by the filters now, and vanish. `strangers` are those that the list has no row for.
 */
export function withRowsReadAnew(
  list: MediaRows,
  asked: readonly string[],
  found: readonly MediaSummary[],
): { list: MediaRows; strangers: MediaSummary[] } {
  const left = new Set(asked);
  const byId = new Map(found.map((row) => [idOf(row), row]));
  const rows: MediaSummary[] = [];
  for (const row of list.rows) {
    const id = idOf(row);
    if (!left.has(id)) rows.push(row);
    else if (byId.has(id)) rows.push(byId.get(id) ?? row);
    byId.delete(id);
  }
  return { list: { ...list, rows }, strangers: [...byId.values()] };
}

const created = (row: MediaSummary) => row.CreateTime ?? '';

/** Media that the list had not: each at its place in the order of creation, newest first, unless that place is not read yet. */
export function withStrangers(list: MediaRows, strangers: readonly MediaSummary[]): MediaRows {
  const rows = [...list.rows];
  for (const stranger of [...strangers].sort((a, b) => (created(a) < created(b) ? -1 : 1))) {
    const place = rows.findIndex((row) => created(row) <= created(stranger));
    if (place >= 0) rows.splice(place, 0, stranger);
    else if (list.next === undefined) rows.push(stranger);
  }
  return { ...list, rows };
}

const isEnding = (change: ChangeInfo) => change.Progress == null || change.Progress >= 100;

/**
 * What is told of media. Progress of a task that a row shows goes into the row. All else names media to be read anew: `stale`.
 * (The end of a task is told without progress, or by its event.)
 */
export function withChanges(
  list: MediaRows,
  changes: readonly ChangeInfo[],
): { list: MediaRows; stale: string[] } {
  const stale = new Set<string>();
  const running = new Map<string, ChangeInfo[]>();
  for (const change of changes) {
    if (!change.FileId || change.Kind === 'Delivery') continue;
    if (change.Kind !== 'Task' || isEnding(change)) stale.add(change.FileId);
    else running.set(change.FileId, [...(running.get(change.FileId) ?? []), change]);
  }
  if (running.size === 0) return { list, stale: [...stale] };
  let isSame = true;
  const rows = list.rows.map((row) => {
    const told = running.get(idOf(row));
    if (!told) return row;
    // A media with two open tasks shows the younger one; the other one's progress is not in this list.
    if (!row.Task) stale.add(idOf(row));
    const change = told.find(({ Id }) => Id === row.Task?.TaskId);
    if (!change) return row;
    isSame = false;
    const { Progress, Speed, SecondsLeft } = change;
    return { ...row, Task: { ...row.Task, Status: 'PROCESSING', Progress, Speed, SecondsLeft } };
  });
  return { list: isSame ? list : { ...list, rows }, stale: [...stale] };
}
