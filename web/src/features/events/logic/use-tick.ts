import { useEffect, useState } from 'react';

import { serverNow } from '@/lib/api';

/** The server's time, fresh every second while `isOn`: for ages and waits that are watched. */
export function useTick(isOn = true): number {
  const [nowMs, setNowMs] = useState(serverNow);
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => setNowMs(serverNow()), 1_000);
    return () => clearInterval(timer);
  }, [isOn]);
  return nowMs;
}
