import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

import { addressOfView, type MediaView, viewOfAddress } from './media-view';

/** The view that the address names; another one is written there without a step in the history. */
export function useMediaView(): [MediaView, (view: MediaView) => void] {
  const [address, setAddress] = useSearchParams();
  const text = address.toString();
  const view = useMemo(() => viewOfAddress(new URLSearchParams(text)), [text]);
  const setView = useCallback(
    (next: MediaView) => setAddress(addressOfView(next, new URLSearchParams(text)), { replace: true }),
    [setAddress, text],
  );
  return [view, setView];
}
