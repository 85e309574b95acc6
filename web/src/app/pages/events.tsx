import { useParams } from 'react-router';

import { EventsScreen } from '@/features/events';
import { useAppId } from '@/lib/app-id';

export default function EventsPage() {
  const { eventId } = useParams();
  return <EventsScreen app={useAppId()} eventId={eventId} />;
}
