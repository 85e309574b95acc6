/** What a key asks of the table. `to` is the index of the row that becomes the active one. */
export type GridWish =
  | { kind: 'go'; to: number; isRange: boolean }
  | { kind: 'open' | 'select' | 'range' | 'all' | 'delete' | 'clear' };

export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** Undefined for a key that is not the table's. `rowsOnScreen` is how far Page Up and Page Down go. */
export function wishOfKey(pressed: PressedKey, active: number, count: number, rowsOnScreen: number): GridWish | undefined {
  const isControl = pressed.ctrlKey || pressed.metaKey;
  const go = (to: number): GridWish => ({
    kind: 'go',
    to: Math.max(0, Math.min(count - 1, to)),
    isRange: pressed.shiftKey,
  });
  switch (pressed.key) {
    case 'ArrowDown':
      return go(active + 1);
    case 'ArrowUp':
      return go(active - 1);
    case 'PageDown':
      return go(active + rowsOnScreen);
    case 'PageUp':
      return go(active - rowsOnScreen);
    case 'Home':
      return go(0);
    case 'End':
      return go(count - 1);
    case 'Enter':
      return { kind: 'open' };
    case ' ':
      return { kind: pressed.shiftKey ? 'range' : 'select' };
    case 'a':
      return isControl ? { kind: 'all' } : undefined;
    case 'Delete':
      return { kind: 'delete' };
    case 'Escape':
      return { kind: 'clear' };
    default:
      return undefined;
  }
}
