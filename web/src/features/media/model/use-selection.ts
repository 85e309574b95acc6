import { useCallback, useMemo, useState } from 'react';

import type { MediaSummary } from '@/lib/wire/types';

import { idOf } from './media-rows';
import { allOf, noSelection, type Selection, stillThere, toggled, withRange } from './selection';

/** The choice in a list; what leaves the list leaves the choice. */
export function useSelection(rows: readonly MediaSummary[]) {
  const [kept, setKept] = useState<Selection>(noSelection);
  const selection = useMemo(
    () => (kept.ids.size === 0 ? kept : stillThere(kept, rows.map(idOf))),
    [kept, rows],
  );
  const selectRange = useCallback((to: string) => setKept((now) => withRange(now, rows.map(idOf), to)), [rows]);
  const select = useCallback(
    (id: string, isRange: boolean) => (isRange ? selectRange(id) : setKept((now) => toggled(now, id))),
    [selectRange],
  );
  return {
    selection,
    select,
    selectRange,
    selectAll: () => setKept(allOf(rows.map(idOf))),
    clear: () => setKept(noSelection),
    chosenRows: () => rows.filter((row) => selection.ids.has(idOf(row))),
  };
}
