/** How far the server's clock is ahead of this one, from the Date of its answers: signatures and ages go by its time. */
let offsetMs = 0;

export const serverNow = () => Date.now() + offsetMs;

export function noteServerDate(header: string | null, receivedMs = Date.now()): void {
  const serverMs = header ? Date.parse(header) : Number.NaN;
  // Date has whole seconds: a smaller difference says nothing.
  if (Number.isNaN(serverMs) || Math.abs(serverMs - receivedMs) < 2000) return;
  offsetMs = serverMs - receivedMs;
}
