import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const offsets = new Map<string, number>();
const shiftMax = 200;

/** How many rows a row went down (up, if negative) from where it was; 0 when it is gone. */
export function shiftOf(key: string, from: number, keyAt: (index: number) => string): number {
  for (let by = 0; by <= shiftMax; by += 1) {
    if (keyAt(from + by) === key) return by;
    if (from - by >= 0 && keyAt(from - by) === key) return -by;
  }
  return 0;
}

/**
 * A list is where it was left when one comes back to it, and rows that come or go above what is on screen do not move it.
 */
export function useKeptScroll(
  element: RefObject<HTMLElement | null>,
  listKey: string,
  rowPx: number,
  keyAt: (index: number) => string,
): void {
  const first = useRef<{ listKey: string; key: string; index: number }>(undefined);

  useLayoutEffect(() => {
    element.current?.scrollTo({ top: offsets.get(listKey) ?? 0 });
  }, [element, listKey]);

  useLayoutEffect(() => {
    const box = element.current;
    const before = first.current;
    if (!box || before?.listKey !== listKey || box.scrollTop < rowPx) return;
    const shift = shiftOf(before.key, before.index, keyAt);
    if (shift !== 0) box.scrollBy({ top: shift * rowPx });
  }, [element, listKey, rowPx, keyAt]);

  useEffect(() => {
    const box = element.current;
    if (!box) return;
    const note = () => {
      const index = Math.floor(box.scrollTop / rowPx);
      first.current = { listKey, key: keyAt(index), index };
      offsets.set(listKey, box.scrollTop);
    };
    note();
    box.addEventListener('scroll', note, { passive: true });
    return () => box.removeEventListener('scroll', note);
  }, [element, listKey, rowPx, keyAt]);
}
