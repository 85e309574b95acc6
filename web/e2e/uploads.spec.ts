import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename } from 'node:path';

import { clip, expect, expectAccessible, open, type Server, shotInBothLanguages, test } from './fixtures';

const none = 'No processing after upload';
const large = { seconds: 6, width: 1280, height: 720, kbps: 30_000 };
const small = { seconds: 3 };

/** An application of its own for a test, with its media page open: counts are its own, and the list begins empty. */
async function mediaPage(page: Page, server: Server): Promise<number> {
  const { SubAppId } = await server.call('CreateSubAppId', { Name: `uploads ${Date.now()}` });
  const app = SubAppId ?? 0;
  await open(page, server, `apps/${app}/media`);
  await expect(page.getByRole('heading', { name: 'Upload your first video' })).toBeVisible();
  return app;
}

const dock = (page: Page) => page.getByRole('region', { name: 'Uploads' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Upload media' });

async function choose(page: Page, ...paths: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await dialog(page).getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles(paths);
}

const start = (page: Page, count: number) =>
  dialog(page).getByRole('button', { name: `Upload ${count} file${count > 1 ? 's' : ''}` }).click();

/** Holds the requests of a part until `release`; a part that broke off meanwhile is let go. */
async function holdPart(page: Page, number: number): Promise<{ release: () => Promise<void> }> {
  const pattern = new RegExp(`partNumber=${number}&`);
  let release = () => undefined as void;
  const released = new Promise<void>((done) => (release = done));
  await page.route(pattern, async (route) => {
    await released;
    await route.continue().catch(() => undefined);
  });
  return {
    release: async () => {
      release();
      await page.unroute(pattern);
    },
  };
}

async function medias(server: Server, app: number) {
  return (await server.call('ListMedia', { SubAppId: app, Limit: 10 })).MediaSet ?? [];
}

test('one click uploads the sample clip', async ({ console: page, server }) => {
  const app = await mediaPage(page, server);
  await expectAccessible(page);
  await shotInBothLanguages(page, 'media-empty');
  await page.getByRole('button', { name: 'Load a sample clip' }).click();
  await expect(dock(page).getByText('1 file uploaded')).toBeVisible();
  await expect(page.getByRole('grid').getByText('openvod sample')).toBeVisible();
  const [media] = await medias(server, app);
  expect(media?.Name).toBe('openvod sample');
});

test('several files go at once, under names of their own, in at most three parts at a time', async ({ console: page, server }) => {
  // The page counts its own parts: one is over before its answer is told to anybody else.
  await page.addInitScript(() => {
    const parts = { now: 0, most: 0 };
    Object.assign(window, { parts });
    const { open } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...given: unknown[]) {
      if (given[0] === 'PUT') {
        this.addEventListener('loadstart', () => (parts.most = Math.max(parts.most, (parts.now += 1))));
        this.addEventListener('readystatechange', () => (parts.now -= this.readyState === XMLHttpRequest.DONE ? 1 : 0));
      }
      return Reflect.apply(open, this, given) as void;
    };
  });
  const app = await mediaPage(page, server);
  await choose(page, await clip(large), await clip(small), await clip({ ...small, seconds: 2 }));
  await expect(dialog(page).getByLabel('After upload')).toBeVisible();
  await expect(dialog(page).getByText(none)).toBeVisible();
  await dialog(page).getByLabel(/^Name of/).nth(1).fill('harbour');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'upload-dialog');
  await start(page, 3);
  await expect(dock(page).getByText('3 files uploaded')).toBeVisible();
  const most = await page.evaluate(() => (window as unknown as { parts: { most: number } }).parts.most);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(3);
  const names = (await medias(server, app)).map(({ Name }) => Name);
  expect(names).toContain('harbour');
  expect(names).toHaveLength(3);
});

test('an upload pauses, resumes and becomes the row of its media', async ({ console: page, server }) => {
  const app = await mediaPage(page, server);
  const held = await holdPart(page, 3);
  await choose(page, await clip(large));
  await start(page, 1);
  await expect(dock(page).getByText(/16\.0 MiB of/)).toBeVisible();
  await expectAccessible(page);
  await shotInBothLanguages(page, 'uploads');
  await dock(page).getByRole('button', { name: /^Pause/ }).click();
  await expect(dock(page).getByText('1 upload paused')).toBeVisible();
  await held.release();
  await dock(page).getByRole('button', { name: /^Resume/ }).click();
  await expect(dock(page).getByText('1 file uploaded')).toBeVisible();
  const [media] = await medias(server, app);
  await expect(page.getByRole('grid').getByText(media?.FileId ?? '')).toBeVisible();
});

test('after a reload the same file goes on from the parts that the server has', async ({ console: page, server }) => {
  const app = await mediaPage(page, server);
  const path = await clip(large);
  const held = await holdPart(page, 3);
  await choose(page, path);
  await start(page, 1);
  await expect(dock(page).getByText(/16\.0 MiB of/)).toBeVisible();

  let asked = '';
  page.on('dialog', (warning) => {
    asked = warning.type();
    void warning.accept();
  });
  await page.reload();
  expect(asked, 'leaving warns').toBe('beforeunload');
  await held.release();
  await expect(dock(page).getByText(`Choose the same file again to go on: ${basename(path)}`)).toBeVisible();

  const offer = async (other: string) => {
    const chooser = page.waitForEvent('filechooser');
    await dock(page).getByRole('button', { name: 'Choose the file' }).click();
    await (await chooser).setFiles(other);
  };
  await offer(await clip(small));
  await expect(page.getByText('This is another file')).toBeVisible();

  const parts: string[] = [];
  page.on('request', (request) => {
    const part = /partNumber=(\d+)/.exec(request.url())?.[1];
    if (part) parts.push(part);
  });
  await offer(path);
  await expect(dock(page).getByText('1 file uploaded')).toBeVisible();
  expect(parts).toEqual(['3']);
  expect(await medias(server, app)).toHaveLength(1);
});

test('a cancelled upload is gone, also its parts at the server', async ({ console: page, server }) => {
  const app = await mediaPage(page, server);
  await holdPart(page, 3);
  await choose(page, await clip(large));
  await start(page, 1);
  await expect(dock(page).getByText(/16\.0 MiB of/)).toBeVisible();
  const removed = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
  await dock(page).getByRole('button', { name: /^Cancel/ }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel the upload' }).click();
  expect((await removed).status()).toBe(204);
  await expect(dock(page)).toBeHidden();
  expect(await medias(server, app)).toHaveLength(0);
});

test('an upload waits for the network and goes on by itself', async ({ console: page, server }) => {
  await mediaPage(page, server);
  const held = await holdPart(page, 3);
  await choose(page, await clip(large));
  await start(page, 1);
  await expect(dock(page).getByText(/16\.0 MiB of/)).toBeVisible();
  await page.context().setOffline(true);
  await held.release();
  await expect(dock(page).getByText('Waiting for the network, then it goes on by itself')).toBeVisible();
  await page.context().setOffline(false);
  await expect(dock(page).getByText('1 file uploaded')).toBeVisible();
});

test('files are dropped anywhere on the page; what is no media is told', async ({ console: page, server }) => {
  const app = await mediaPage(page, server);
  const bytes = readFileSync(await clip(small)).toString('base64');
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], 'dropped.mp4', { type: 'video/mp4' }));
    data.items.add(new File(['notes'], 'notes.txt', { type: 'text/plain' }));
    return data;
  }, bytes);
  const target = page.getByRole('heading', { name: 'Upload your first video' });
  await target.dispatchEvent('dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Drop to upload')).toBeVisible();
  await expectAccessible(page);
  await target.dispatchEvent('drop', { dataTransfer: transfer });
  await expect(dialog(page).getByText('This type is no video, audio or picture that openvod takes.')).toBeVisible();
  await expectAccessible(page);
  await start(page, 1);
  await expect(dock(page).getByText('1 file uploaded')).toBeVisible();
  const [media] = await medias(server, app);
  expect(media?.Name).toBe('dropped');
});

test('a file is pulled from a URL', async ({ console: page, server }) => {
  const bytes = readFileSync(await clip(small));
  const source = createServer((_, answer) => answer.writeHead(200, { 'Content-Type': 'video/mp4' }).end(bytes));
  await new Promise((ready) => source.listen(0, '127.0.0.1', () => ready(undefined)));
  const address = source.address();
  const port = address && typeof address === 'object' ? address.port : 0;

  const app = await mediaPage(page, server);
  await page.getByRole('button', { name: 'Pull from URL' }).first().click();
  const pulling = page.getByRole('dialog', { name: 'Pull from URL' });
  await pulling.getByRole('textbox', { name: 'URL' }).fill('example.com/film');
  await pulling.getByRole('button', { name: 'Pull', exact: true }).click();
  await expect(pulling.getByText('This is no http or https URL.')).toBeVisible();
  await pulling.getByRole('textbox', { name: 'URL' }).fill(`http://127.0.0.1:${port}/film.mp4`);
  await pulling.getByLabel('Name', { exact: true }).fill('pulled');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'pull');
  await pulling.getByRole('button', { name: 'Pull', exact: true }).click();
  await expect(pulling.getByText('It is here.')).toBeVisible();
  await expect(pulling.getByRole('link', { name: 'Open the task' })).toBeVisible();
  await expectAccessible(page);
  await pulling.getByRole('link', { name: 'Open the media' }).click();
  await expect(page).toHaveURL(new RegExp(`/apps/${app}/media/\\d+`));
  const [media] = await medias(server, app);
  expect(media?.Name).toBe('pulled');
  source.close();
});
