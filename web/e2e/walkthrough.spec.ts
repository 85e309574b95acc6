import type { Locator, Page } from '@playwright/test';

import { clip, expect, expectAccessible, shotInBothLanguages, test } from './fixtures';
import { Receiver } from './receiver';

/** The video plays once it is told to. */
async function expectPlaying(video: Locator): Promise<void> {
  await video.evaluate((element: HTMLVideoElement) => {
    element.muted = true;
    return element.play();
  });
  await expectTimeMoves(video);
}

async function expectTimeMoves(video: Locator): Promise<void> {
  const before = await video.evaluate((element: HTMLVideoElement) => element.currentTime);
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(before + 0.2);
}

/** Quick View, which is named by its media. */
const viewOf = (page: Page, name: RegExp) => page.getByRole('region', { name });

test('the walkthrough, word by word: from callback settings to two playing outputs', async ({ console: page, server }) => {
  // 1. The receiver is started, its address copied.
  const receiver = await Receiver.start(server);
  expect(receiver.address).toContain('/release/callback');

  // 2. Application Management, the application; Callback Settings, Set; Normal Callback, the address, all types, Confirm.
  await page.getByRole('link', { name: 'Application Management' }).click();
  await page.getByRole('row', { name: /1500000001/ }).getByRole('link', { name: 'default' }).click();
  const left = page.getByRole('navigation', { name: 'Main navigation' });
  await left.getByRole('link', { name: 'Callback Settings' }).click();
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(page.getByText('Event Notification Method').first()).toBeVisible();
  await page.getByRole('radio', { name: /Normal Callback/ }).check();
  await page.getByLabel('Callback URL (3.0 form)').fill(receiver.address);
  await page.getByRole('button', { name: 'Tick all' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText(receiver.address).first()).toBeVisible();

  // 3. A video is uploaded with "No processing after upload".
  await left.getByRole('link', { name: 'Media Assets' }).click();
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('No processing after upload')).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles(await clip({ seconds: 20, width: 1280, height: 720, kbps: 2000 }));
  await dialog.getByRole('button', { name: 'Upload 1 file' }).click();

  // 4. The receiver answers NewFileUpload with ProcessMedia: the status is Processing.
  const row = page.getByRole('row', { name: /clip-1280x720/ }).first();
  await expect(row).toContainText('Processing');
  await shotInBothLanguages(page, 'media-processing');

  // 5. When ProcedureStateChanged has reached the receiver, the status is Normal.
  await expect(row).toContainText('Normal', { timeout: 90_000 });
  await expect.poll(() => receiver.log()).toMatch(/100010[\s\S]*http[\s\S]*100020[\s\S]*http/);

  // 6. Quick View shows the two outputs, and both play.
  await row.getByRole('link', { name: /clip-1280x720/ }).first().click();
  const view = viewOf(page, /clip-1280x720/);
  for (const [definition, height] of [
    ['100010', 360],
    ['100020', 540],
  ] as const) {
    await view.getByRole('radio', { name: new RegExp(definition) }).check();
    const video = view.locator('video');
    await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.videoHeight)).toBe(height);
    await expectPlaying(video);
  }
  await video(view).evaluate((element: HTMLVideoElement) => element.pause());
  await expectAccessible(page);
  await shotInBothLanguages(page, 'quick-view');

  // What the receiver printed are the URLs that Quick View gives.
  const log = await receiver.log();
  const urls = await view.getByRole('link', { name: /^Download/ }).evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(urls.filter((url) => log.includes(new URL(url).pathname)).length).toBeGreaterThanOrEqual(2);
  await receiver.stop();
});

const video = (view: Locator) => view.locator('video');

test('a newcomer gets from the one-time link to two playing outputs within six clicks', async ({ page, server }) => {
  const { SubAppId } = await server.call('CreateSubAppId', { Name: `newcomer ${Date.now()}` });
  const { OneTimeToken } = await server.call('CreateConsoleToken', {});
  let clicks = 0;
  const click = async (target: Locator) => {
    clicks += 1;
    await target.click();
  };
  await page.goto(`${server.consoleUrl}apps/${SubAppId}/media#token=${OneTimeToken}`);
  await click(page.getByRole('button', { name: 'Load a sample clip' }));
  await click(page.getByRole('row', { name: /sample/ }).filter({ hasText: 'Normal' }).getByRole('link').first());
  const view = viewOf(page, /sample/);
  await click(view.getByRole('button', { name: /^Make 100010 .* and 100020 / }));
  for (const output of [/100010/, /100020/]) await expect(view.getByRole('radio', { name: output })).toBeEnabled({ timeout: 90_000 });
  await click(view.getByRole('radio', { name: /100020/ }));
  await click(view.getByRole('button', { name: 'play', exact: true }));
  await expectTimeMoves(video(view));
  // It goes on in the next one.
  await click(view.getByRole('radio', { name: /100010/ }));
  await expect.poll(() => video(view).evaluate((element: HTMLVideoElement) => element.videoHeight)).toBe(360);
  await expectTimeMoves(video(view));
  expect(clicks).toBeLessThanOrEqual(6);
});
