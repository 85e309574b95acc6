import { useState } from 'react';
import { useSearchParams } from 'react-router';

type Value = string | undefined;

/**
 * A value that stands in the address, so that it can be sent and come back to; it makes no step in the history. The router
 * takes its time to change the address: until it has, what was set counts.
 */
export function useSearchParam(name: string): [Value, (value: Value) => void] {
  const [params, setParams] = useSearchParams();
  const written = params.get(name) ?? undefined;
  const [ahead, setAhead] = useState<{ from: Value; to: Value }>();
  if (ahead && ahead.to === written) setAhead(undefined);
  const isAhead = ahead !== undefined && ahead.from === written;
  const set = (value: Value) => {
    setAhead({ from: written, to: value });
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === undefined) after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  };
  return [isAhead ? ahead.to : written, set];
}
