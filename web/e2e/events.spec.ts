import { type AddressInfo, createServer } from 'node:net';

import type { Page } from '@playwright/test';

import { expect, expectAccessible, open, type Server, shotInBothLanguages, test } from './fixtures';

async function application(server: Server, mode: 'PUSH' | 'PULL', url = ''): Promise<number> {
  const { SubAppId } = await server.call('CreateSubAppId', { Name: `events ${Date.now()}` });
  if (!SubAppId) throw new Error('no application');
  await server.call('ModifyEventConfig', { SubAppId, Mode: mode, NotificationUrl: url });
  return SubAppId;
}

async function testEvent(server: Server, app: number, type = 'NewFileUpload'): Promise<string> {
  const { EventId } = await server.call('CreateTestEvent', { SubAppId: app, EventType: type });
  if (!EventId) throw new Error('no event');
  return EventId;
}

/** A URL where nobody listens. */
async function nowhere(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return `http://127.0.0.1:${port}/events`;
}

const log = (page: Page) => page.getByRole('table', { name: 'Events' });
const rows = (page: Page) => log(page).getByRole('row').filter({ has: page.getByRole('cell') });
const figure = (page: Page) => page.getByRole('region', { name: 'Queue' });

test('events come in live, can be held back, and the queue counts them', async ({ console: page, server }) => {
  const app = await application(server, 'PULL');
  await open(page, server, `apps/${app}/events`);
  await expect(page.getByText('No events yet.')).toBeVisible();
  await testEvent(server, app);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('Upload complete');
  await expect(figure(page)).toContainText(/Waiting\s*1/);

  await page.getByRole('button', { name: 'Pause live' }).click();
  await testEvent(server, app, 'FileDeleted');
  await expect(page.getByText('Paused, 1 new event held back')).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Resume live' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText('Media deleted');

  await page.getByRole('button', { name: 'Peek' }).click();
  await expect(page.getByRole('dialog')).toContainText('NewFileUpload');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Send test event' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send test event' }).click();
  await expect(page.getByRole('dialog').getByText('Queued: it waits for PullEvents.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await expectAccessible(page);
  await shotInBothLanguages(page, 'events');
});

test('a pulled and confirmed event is told as confirmed without a reload', async ({ console: page, server }) => {
  const app = await application(server, 'PULL');
  await testEvent(server, app);
  await open(page, server, `apps/${app}/events`);
  await expect(rows(page).first()).toContainText('Queued');
  const { EventSet } = await server.call('PullEvents', { SubAppId: app });
  const [event] = (EventSet ?? []) as { EventHandle: string }[];
  await server.call('ConfirmEvents', { SubAppId: app, EventHandles: [event?.EventHandle ?? ''] });
  await expect(rows(page).first()).toContainText('Confirmed');
});

test('an event shows its attempts, and is parked and unparked', async ({ console: page, server }) => {
  const app = await application(server, 'PUSH', await nowhere());
  const eventId = await testEvent(server, app);
  await open(page, server, `apps/${app}/events`);
  await rows(page).first().getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`/events/${eventId}$`));
  const detail = page.getByRole('complementary', { name: `Event ${eventId}` });
  await expect(detail.getByText("Nobody listens at 127.0.0.1 on the server's machine.").first()).toBeVisible();
  await expect(detail.getByRole('region', { name: 'Content' })).toContainText('openvod test event');
  await shotInBothLanguages(page, 'event');
  await detail.getByRole('button', { name: 'Show request' }).click();
  await expect(detail.getByRole('region', { name: 'What was posted' })).toContainText(`webhook-id: ${eventId}`);
  await expectAccessible(page);

  await detail.getByRole('button', { name: 'Park', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('kills the importer');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Park 1 event' }).click();
  await expect(dialog.getByText('Done: 1 event.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(detail.getByText('kills the importer')).toBeVisible();
  await expect(rows(page).first()).toContainText('Parked');
  await expectAccessible(page);

  await detail.getByRole('button', { name: 'Unpark' }).click();
  await dialog.getByRole('button', { name: 'Unpark 1 event' }).click();
  await expect(dialog.getByText('Done: 1 event.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(rows(page).first()).toContainText('Queued');
  await detail.getByRole('button', { name: 'Close' }).click();
  await expect(page).toHaveURL(/\/events$/);
});

test('a range is counted first, then delivered again, and purged only with the count', async ({ console: page, server }) => {
  const app = await application(server, 'PUSH');
  for (let made = 0; made < 3; ++made) await testEvent(server, app, 'PullComplete');
  await testEvent(server, app, 'FileDeleted');
  await server.call('ModifyEventConfig', { SubAppId: app, Mode: 'PULL' });
  await open(page, server, `apps/${app}/events?type=PullComplete`);
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first()).toContainText('Unrouted');

  await page.getByRole('button', { name: 'These events' }).click();
  await page.getByRole('menuitem', { name: 'Resend these…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('3 events are taken.')).toBeVisible();
  await expectAccessible(page);
  await shotInBothLanguages(page, 'resend');
  await dialog.getByRole('button', { name: 'Deliver 3 events again' }).click();
  await expect(dialog.getByText('Done: 3 events.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(rows(page).first()).toContainText('Queued');

  await page.getByRole('button', { name: 'These events' }).click();
  await page.getByRole('menuitem', { name: 'Purge these…' }).click();
  const purge = dialog.getByRole('button', { name: 'Purge 3 events' });
  await expect(purge).toBeDisabled();
  await dialog.getByLabel('Type 3 to confirm').fill('3');
  await expectAccessible(page);
  await purge.click();
  await expect(dialog.getByText('Done: 3 events.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const { QueuedCount } = await server.call('DescribeQueue', { SubAppId: app });
  expect(QueuedCount).toBe(0);
});

test('filters stand in the address and the log keeps to them live', async ({ console: page, server }) => {
  const app = await application(server, 'PULL');
  await testEvent(server, app, 'PullComplete');
  await open(page, server, `apps/${app}/events?type=FileDeleted`);
  await expect(page.getByText('No event fits this filter.')).toBeVisible();
  await testEvent(server, app, 'PullComplete');
  await testEvent(server, app, 'FileDeleted');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('Media deleted');
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expect(rows(page)).toHaveCount(3);
  await expect(page).toHaveURL(/\/events$/);
});
