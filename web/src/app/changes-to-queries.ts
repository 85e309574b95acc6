import type { QueryClient } from '@tanstack/react-query';

import { useChanges } from '@/lib/api';

/** After a reset, changes are missing: everything on screen is read anew. Single changes are the features' own matter. */
export function useChangesToQueries(client: QueryClient): void {
  useChanges(({ reset }) => {
    if (reset) void client.invalidateQueries();
  });
}
