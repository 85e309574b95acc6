/** Opens the palette from anywhere. */
export function openPalette(): void {
  dispatchEvent(new Event('openvod:palette'));
}

export function CommandPalette({ app }: { app: number | undefined }) {
  void app;
  return null;
}
