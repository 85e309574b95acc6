import { useMutation, useQueryClient } from '@tanstack/react-query';

import { deliveryConfigKey } from '../api/delivery-config';
import { modifyDeliveryConfig } from '../api/modify-delivery-config';

/** Changes the delivery config and reads it anew. */
export function useChangeDelivery(app: number, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: modifyDeliveryConfig,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: deliveryConfigKey(app) });
      onDone?.();
    },
  });
}
