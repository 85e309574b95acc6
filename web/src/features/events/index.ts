export { EndpointHealth } from './components/endpoint-health';
export { EventsScreen } from './components/events-screen';
export { TestEvent } from './components/test-event';
