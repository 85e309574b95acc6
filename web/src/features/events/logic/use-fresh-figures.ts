import { useQueryClient } from '@tanstack/react-query';

import { useChangedEvents } from './use-changed-events';

const figuresMs = 500;

/** Reads figures again when events changed; twice a second at most. */
export function useFreshFigures(keys: readonly (readonly unknown[])[]): void {
  const client = useQueryClient();
  useChangedEvents(figuresMs, () => {
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  });
}
