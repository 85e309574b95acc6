import type { Page } from '@playwright/test';

import { defaultApp, expect, expectAccessible, open, type Server, shotInBothLanguages, test, typeKey } from './fixtures';

const address = (fileId: string, query = '') => `apps/${defaultApp}/media/${fileId}${query}`;

/** What the player's element says; undefined before it is there. */
const video = (page: Page) =>
  page.evaluate(() => {
    const element = document.querySelector('video');
    return element && { time: element.currentTime, height: element.videoHeight, isPaused: element.paused, source: element.currentSrc };
  });

const heightOf = async (page: Page) => (await video(page))?.height;

async function plays(page: Page): Promise<void> {
  const before = (await video(page))?.time ?? 0;
  await expect.poll(async () => (await video(page))?.time, 'the picture moves').toBeGreaterThan(before + 0.2);
}

async function process(server: Server, fileId: string, tasks: object): Promise<void> {
  const { TaskId } = await server.call('ProcessMedia', { FileId: fileId, SubAppId: defaultApp, MediaProcessTask: tasks });
  const status = async () => (await server.call('DescribeTaskDetail', { TaskId: TaskId ?? '', SubAppId: defaultApp })).Status;
  await expect.poll(status, { timeout: 60_000 }).toBe('FINISH');
}

test('both outputs play, side by side with the original, at the same place', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ seconds: 8, width: 1280, height: 720, kbps: 1500, name: 'harbour', process: [100010, 100020], cover: true });
  await open(page, server, address(fileId));
  await expect(page.getByRole('heading', { name: 'harbour' })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Status' })).toHaveText('Normal');
  for (const name of [/^Original/, /^100010/, /^100020/]) await expect(page.getByRole('radio', { name })).toBeVisible();
  await expect(page.getByRole('row', { name: /100010/ })).toContainText('%');
  await expect.poll(() => heightOf(page)).toBe(720);
  await shotInBothLanguages(page, 'quick-view');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'play', exact: true }).click();
  await expect.poll(async () => (await video(page))?.time).toBeGreaterThan(1);
  await page.getByRole('radio', { name: /^100010/ }).check();
  await expect.poll(() => heightOf(page)).toBe(360);
  expect((await video(page))?.time, 'the place is kept').toBeGreaterThanOrEqual(1);
  await plays(page);

  await page.getByRole('button', { name: 'pause', exact: true }).click();
  const place = (await video(page))?.time ?? 0;
  await page.getByRole('radio', { name: /^100020/ }).check();
  await expect.poll(() => heightOf(page)).toBe(540);
  await expect.poll(async () => (await video(page))?.time).toBeCloseTo(place, 1);
  expect((await video(page))?.isPaused, 'what stood still stands still').toBe(true);
  expect(page.url()).toContain('output=100020');
});

test('HLS plays by hls.js, an encrypted stream with its play token, DASH is offered as a URL', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ seconds: 4 });
  await process(server, fileId, {
    TranscodeTaskSet: [{ Definition: 100210 }],
    AdaptiveDynamicStreamingTaskSet: [{ Definition: 10 }, { Definition: 12 }, { Definition: 20 }],
  });
  await open(page, server, address(fileId, '?output=100210'));
  await expect.poll(() => heightOf(page)).toBe(360);
  expect((await video(page))?.source).toMatch(/^blob:/);
  await page.getByRole('button', { name: 'play', exact: true }).click();
  await plays(page);
  for (const name of [/^Adaptive 10/, /^Adaptive 12/]) {
    await page.evaluate(() => document.querySelector('video')?.pause());
    await page.getByRole('radio', { name }).check();
    await expect(page.getByText(name.source.includes('12') ? /Playing: Adaptive 12.*×/ : /Playing: Adaptive 10.*×/)).toBeVisible();
    await page.evaluate(() => {
      const element = document.querySelector('video') as HTMLVideoElement;
      element.currentTime = 0;
      void element.play().catch(() => undefined);
    });
    await plays(page);
  }
  await page.getByRole('radio', { name: /^Adaptive 20/ }).check();
  await expect(page.getByText('Browsers need a DASH player for this')).toBeVisible();
  await expectAccessible(page);
});

test('pictures are shown, and those of a sprite above the seek bar', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ seconds: 4 });
  await process(server, fileId, {
    ImageSpriteTaskSet: [{ Definition: 10 }],
    SnapshotByTimeOffsetTaskSet: [{ Definition: 10, TimeOffsetSet: [1000] }],
    SampleSnapshotTaskSet: [{ Definition: 10 }],
    AnimatedGraphicTaskSet: [{ Definition: 20000, StartTimeOffset: 0, EndTimeOffset: 1 }],
  });
  await open(page, server, address(fileId));
  await expect.poll(() => heightOf(page)).toBe(360);
  await page.locator('media-time-range').hover();
  await expect(page.getByTestId('sprite-preview')).toBeVisible();
  await page.getByRole('tab', { name: 'Pictures' }).click();
  for (const name of [/^Snapshot/, /^Sampled snapshot/, /^Sprite/, /^Animated graphic/]) {
    await expect(page.getByRole('region', { name })).toBeVisible();
  }
  await expect(page.getByText('No cover. A cover by snapshot makes one.')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Snapshot at 0:01' })).toBeVisible();
  await shotInBothLanguages(page, 'quick-view-pictures');
  await expectAccessible(page);
});

const bare = (page: Page) => page.getByRole('region', { name: 'Nothing has been made of this media yet.' });
const makeFirst = (page: Page) => bare(page).getByRole('button', { name: 'Make 100010 (MP4 360p) and 100020 (MP4 540p)' });

test('a media of which nothing was made offers its first outputs by one click', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ seconds: 4, name: 'openvod sample' });
  await open(page, server, address(fileId));
  await expect(makeFirst(page)).toBeEnabled();
  await expect.poll(() => heightOf(page)).toBe(360);
  await expectAccessible(page);
  await shotInBothLanguages(page, 'quick-view-first');
  await bare(page).getByRole('button', { name: 'Choose what to make' }).click();
  await expect(page.getByRole('tab', { name: 'Process' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: 'Outputs' }).click();
  await makeFirst(page).click();
  await expect(bare(page), 'the outputs being made take its place').toBeHidden();
  for (const name of [/^100010/, /^100020/]) await expect(page.getByRole('radio', { name })).toBeEnabled();
});

test('a read-only key is offered no first outputs', async ({ page, server, upload }) => {
  const { fileId } = await upload({ seconds: 4 });
  const key = await server.call('CreateKey', { Name: `looking ${fileId}`, IsReadOnly: true });
  await page.goto(server.consoleUrl + address(fileId));
  await typeKey(page, { secretId: key.SecretId ?? '', secretKey: key.SecretKey ?? '' });
  await expect(makeFirst(page)).toBeDisabled();
});

test('an output appears while the panel is open, without a reload', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ seconds: 4 });
  await open(page, server, address(fileId));
  await expect(page.getByRole('radio', { name: /^Original/ })).toBeVisible();
  await process(server, fileId, { TranscodeTaskSet: [{ Definition: 100010 }] });
  await page.getByRole('radio', { name: /^100010/ }).check();
  await expect(page.getByText(/Playing: 100010/)).toBeVisible();
  await page.getByRole('tab', { name: 'Tasks' }).click();
  await expect(page.getByRole('row', { name: /Media processing/ })).toContainText('Done');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'quick-view-tasks');
});

test('metadata and the raw answer are told; name, tags and description are edited in place', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ seconds: 4, name: 'before' });
  await open(page, server, address(fileId, '?view=metadata'));
  await expect(page.getByRole('row', { name: /Video 1/ })).toContainText('H.264');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'quick-view-metadata');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('after');
  await page.getByRole('textbox', { name: 'Name', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { name: 'after' })).toBeVisible();

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Description').fill('two ships');
  await dialog.getByLabel('Tags').fill('sea,');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('tab', { name: 'Raw JSON' }).click();
  const raw = page.getByRole('region', { name: 'Answer of DescribeMediaInfos' });
  await expect(raw).toContainText('"Description": "two ships"');
  await expect(raw).toContainText('"sea"');
  await expectAccessible(page);
});

test('an output can be deleted, then the media; Esc closes the panel and gives the focus back', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ seconds: 4, name: 'to be deleted', process: [100010] });
  await open(page, server, address(fileId));
  await page.getByRole('button', { name: /^Delete 100010/ }).click();
  await expect(page.getByRole('dialog')).toContainText('TranscodeFiles');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('radio', { name: /^100010/ })).toHaveCount(0);

  await page.getByRole('heading', { name: 'to be deleted' }).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'to be deleted' })).toHaveCount(0);
  expect(page.url()).not.toContain(fileId);

  await open(page, server, address(fileId));
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await open(page, server, address(fileId));
  await expect(page.getByText('There is no such media')).toBeVisible();
  await expectAccessible(page);
});
