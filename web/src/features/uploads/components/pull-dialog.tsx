import { lazy, Suspense } from 'react';

const PullForm = lazy(async () => ({ default: (await import('./pull-form')).PullForm }));

/** Has the server fetch a media from a URL; loaded when it is opened. */
export function PullDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return <Suspense>{open && <PullForm onClose={onClose} />}</Suspense>;
}
