import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, expectAccessible, open, type Server, shotInBothLanguages, test } from './fixtures';

/** Answers every POST with a status; `bodies` has what was posted. */
async function receiver(status: number, answer = ''): Promise<{ url: string; bodies: string[]; close: () => void }> {
  const bodies: string[] = [];
  const server: HttpServer = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(status).end(answer);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, bodies, close: () => server.close() };
}

/** An application of its own, and its callback settings open. */
async function application(server: Server): Promise<number> {
  const { SubAppId } = await server.call('CreateSubAppId', { Name: `callbacks ${Date.now()}` });
  if (!SubAppId) throw new Error('no application');
  return SubAppId;
}

test('a receiver is set, ticked, tested and seen to answer', async ({ console: page, server }) => {
  const app = await application(server);
  const good = await receiver(200, '{"ok":true}');
  await open(page, server, `apps/${app}/callbacks`);
  await expect(page.getByText('No callback URL: events go nowhere')).toBeVisible();
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByRole('radio', { name: /Normal Callback/ }).check();
  await page.getByLabel('Callback URL (3.0 form)').fill(good.url);
  await page.getByRole('button', { name: 'Tick all' }).click();
  await expect(page.getByRole('button', { name: 'Send test event' })).toBeDisabled();
  await expectAccessible(page);
  await shotInBothLanguages(page, 'callbacks-form');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('button', { name: 'Set', exact: true })).toBeVisible();

  const config = await server.call('DescribeEventConfig', { SubAppId: app });
  expect(config).toMatchObject({ Mode: 'PUSH', NotificationUrl: good.url, UploadMediaCompleteEventSwitch: 'ON' });

  await page.getByRole('button', { name: 'Send test event' }).click();
  await expect(page.getByText(/Arrived: the receiver answered 200/)).toBeVisible();
  await expect(page.getByRole('region', { name: "The receiver's answer" })).toHaveText('{"ok":true}');
  expect(good.bodies[0]).toContain('NewFileUpload');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'callbacks');
  good.close();
});

test('a wrong URL is found at once, with what to do about it', async ({ console: page, server }) => {
  const app = await application(server);
  const closed = await receiver(200);
  closed.close();
  await server.call('ModifyEventConfig', { SubAppId: app, Mode: 'PUSH', NotificationUrl: closed.url });
  await open(page, server, `apps/${app}/callbacks`);
  await page.getByRole('button', { name: 'Send test event' }).click();
  const part = page.getByRole('region', { name: 'Test' });
  await expect(part.getByText("Nobody listens at 127.0.0.1 on the server's machine.")).toBeVisible();
  await expect(part.getByText(/Next attempt/)).toBeVisible();

  const broken = await receiver(500, 'the database is away');
  await server.call('ModifyEventConfig', { SubAppId: app, NotificationUrl: broken.url });
  await page.getByRole('button', { name: 'Send test event' }).click();
  await expect(part.getByText('The receiver failed: it answered 500.')).toBeVisible();
  await expect(part.getByText('the database is away')).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('region', { name: 'Endpoint health' }).getByText('Attempts fail')).toBeVisible();
  broken.close();
});

test('in the reliable mode the test event waits in the queue and is shown', async ({ console: page, server }) => {
  const app = await application(server);
  await open(page, server, `apps/${app}/callbacks`);
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByRole('radio', { name: /Reliable Callback/ }).check();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'Send test event' }).click();
  await expect(page.getByText('Queued: it waits for PullEvents.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Content' })).toContainText('openvod test event');
  await expectAccessible(page);
});

test('a secret is made, shown once, rotated and removed', async ({ console: page, server }) => {
  const app = await application(server);
  await open(page, server, `apps/${app}/callbacks`);
  await page.getByRole('button', { name: 'Add secret' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByText(/whsec_/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Rotate secret' }).click();
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByText(/whsec_/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const secrets = page.getByRole('region', { name: 'Signatures' });
  await expect(secrets.getByText('v1, HMAC-SHA256')).toHaveCount(2);
  await secrets.getByRole('button', { name: 'Remove' }).first().click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(secrets.getByText('v1, HMAC-SHA256')).toHaveCount(1);
});

test('a SignKey is generated and set', async ({ console: page, server }) => {
  const app = await application(server);
  await open(page, server, `apps/${app}/callbacks`);
  await page.getByRole('button', { name: 'SignKey…' }).click();
  const dialog = page.getByRole('dialog', { name: 'SignKey' });
  await dialog.getByRole('button', { name: 'Generate' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('The SignKey is set.')).toBeVisible();
});

test('delivery rules are changed by what differs alone', async ({ console: page, server }) => {
  const app = await application(server);
  await open(page, server, `apps/${app}/callbacks`);
  await page.getByRole('button', { name: 'Edit rules' }).click();
  await page.getByLabel('A retry schedule of its own').check();
  await page.getByLabel('Waits between attempts').fill('1 s, 2 min');
  await page.getByLabel('Local address').fill('nowhere');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText(/nowhere.*is not an IP address/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Local address').fill('');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('button', { name: 'Edit rules' })).toBeVisible();
  const config = await server.call('DescribeDeliveryConfig', { SubAppId: app });
  expect(config).toMatchObject({ RetryIntervals: [1, 120], HasOwnRetryIntervals: true, GivenUp: 'Park' });
});
