import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';

import { PageLoading } from '@/components/page-loading';

export interface QuickViewProps {
  fileId: string;
  /** Called by the close button and by Esc; the focus goes back to where it was before the panel opened. */
  onClose: () => void;
  /** What the tab Process shows. */
  process: ReactNode;
  /** The button of a media of which nothing was made yet. */
  firstOutputs: ReactNode;
}

// The list loads nothing of the player and of what stands beside it until a media is opened.
const Panel = lazy(() => import('./quick-view'));

/** A media in full, as a panel that fills its container: player, outputs, metadata, pictures, tasks, raw JSON. */
export function QuickView(props: QuickViewProps) {
  const cameFrom = useRef<Element>(null);
  useEffect(() => {
    cameFrom.current = document.activeElement;
  }, [props.fileId]);
  useEffect(
    () => () => {
      const element = cameFrom.current;
      if (element instanceof HTMLElement && element.isConnected && element !== document.body) element.focus();
    },
    [],
  );
  return (
    <Suspense fallback={<PageLoading />}>
      <Panel key={props.fileId} {...props} />
    </Suspense>
  );
}
