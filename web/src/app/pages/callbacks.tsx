import { CallbackSettings } from '@/features/callbacks';
import { EndpointHealth, TestEvent } from '@/features/events';
import { useAppId } from '@/lib/app-id';

export default function CallbacksPage() {
  const app = useAppId();
  return (
    <CallbackSettings
      app={app}
      testEvent={(blockedBy) => <TestEvent app={app} blockedBy={blockedBy} />}
      health={<EndpointHealth app={app} />}
    />
  );
}
