import { QueryClient } from '@tanstack/react-query';

import { isNetworkError } from '@/lib/api';

const networkRetriesMax = 3;

/** What was read stays until a change is told (WatchChanges), so nothing is read again for being old. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      retry: (failures, error) => isNetworkError(error) && failures < networkRetriesMax,
    },
    mutations: { retry: false },
  },
});
