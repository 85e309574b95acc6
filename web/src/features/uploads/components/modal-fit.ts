/** A dialog that is no higher than the window: its content scrolls, its buttons stay in sight. */
export const modalFit = {
  style: { top: 40 },
  styles: { body: { maxHeight: 'calc(100vh - 220px)', overflowY: 'auto', paddingInlineEnd: 4 } },
} as const;
