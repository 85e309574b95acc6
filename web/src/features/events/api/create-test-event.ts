import { call } from '@/lib/api';

export const createTestEvent = (app: number, eventType: string) =>
  call('CreateTestEvent', { SubAppId: app, EventType: eventType });
