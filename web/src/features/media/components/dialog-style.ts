/** The buttons stay in sight, however long the call beside the form is. */
export const dialogStyle = {
  centered: true,
  width: 640,
  styles: { body: { maxHeight: 'calc(100vh - 200px)', overflow: 'auto' } },
} as const;
