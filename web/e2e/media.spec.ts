import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { defaultApp, expect, expectAccessible, open, type Server, shotInBothLanguages, test } from './fixtures';

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const openList = (page: Page, server: Server, search = '') => open(page, server, `apps/${defaultApp}/media${search}`);

test('an empty list offers the three ways to a first media', async ({ console: page, server }) => {
  const { SubAppId } = await server.call('CreateSubAppId', { Name: 'media-empty' });
  await open(page, server, `apps/${SubAppId}/media`);
  await expect(page.getByRole('button', { name: 'Load a sample clip' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pull from URL' }).first()).toBeVisible();
  await expectAccessible(page);
  await shotInBothLanguages(page, 'media-empty');
});

test('a media is listed with all that one wants to know, and its status moves without a reload', async ({ console: page, server, upload }) => {
  await openList(page, server);
  const { fileId } = await upload({ name: 'listed-harbour', seconds: 6, process: [100010], cover: true });
  const row = rowOf(page, 'listed-harbour');
  await expect(row).toContainText(fileId);
  await expect(row).toContainText('0:06');
  await expect(row).toContainText('640×360');
  await expect(row).toContainText('Normal');
  await expect(row.locator('img')).toBeVisible();
  const { TaskId } = await server.call('ProcessMedia', { FileId: fileId, MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100020 }] } });
  expect(TaskId).toBeTruthy();
  await expect(row).toContainText('Processing');
  await expect(row).toContainText('Media processing');
  await expect(row).toContainText('Normal');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'media');
});

test('a file that is no media says why', async ({ console: page, server }) => {
  const path = join(mkdtempSync(join(tmpdir(), 'openvod-e2e-')), 'broken.mp4');
  writeFileSync(path, 'no media');
  await server.cli('media', 'upload', path);
  await openList(page, server, '?q=broken');
  await expect(rowOf(page, 'broken')).toContainText('Not readable: The source is not media.');
});

test('new media come on top, renamed ones change, deleted ones vanish, all by themselves', async ({ console: page, server, upload }) => {
  await upload({ name: 'live-first' });
  await openList(page, server);
  await expect(rowOf(page, 'live-first')).toBeVisible();
  const { fileId } = await upload({ name: 'live-second' });
  const first = page.getByRole('grid').getByRole('row').nth(1);
  await expect(first).toContainText('live-second');
  await server.call('ModifyMediaInfo', { FileId: fileId, Name: 'live-renamed' });
  await expect(first).toContainText('live-renamed');
  await server.call('DeleteMedia', { FileId: fileId });
  await expect(rowOf(page, 'live-renamed')).toHaveCount(0);
});

test('where new media have no place on top they are offered', async ({ console: page, server, upload }) => {
  await upload({ name: 'offered-old' });
  await openList(page, server, '?q=offered&sort=name');
  await expect(rowOf(page, 'offered-old')).toBeVisible();
  await upload({ name: 'offered-new' });
  await page.getByRole('button', { name: '1 new: show' }).click();
  await expect(rowOf(page, 'offered-new')).toBeVisible();
});

test('search, filters and order are in the address, and a search without a result offers a way back', async ({ console: page, server, upload }) => {
  await upload({ name: 'sought-alpha' });
  await upload({ name: 'sought-beta' });
  await openList(page, server);
  await page.getByRole('searchbox', { name: 'Search by name' }).fill('sought');
  await expect(page).toHaveURL(/\?q=sought$/);
  await expect(page.getByRole('grid').getByRole('link')).toHaveText(['sought-beta', 'sought-alpha']);
  await page.getByRole('button', { name: 'Name and FileId' }).click();
  await expect(page.getByRole('columnheader', { name: 'Name and FileId' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByRole('grid').getByRole('link')).toHaveText(['sought-alpha', 'sought-beta']);
  await page.reload();
  await expect(page.getByRole('grid').getByRole('link')).toHaveText(['sought-alpha', 'sought-beta']);
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByTitle('Audio').click();
  await expect(page.getByText('No media has “sought” in its name.')).toBeVisible();
  await expect(page).toHaveURL(/category=Audio/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page).not.toHaveURL(/q=|category=/);
  await expect(page.getByRole('searchbox', { name: 'Search by name' })).toHaveValue('');
});

test('all by keyboard: walk, choose a range, delete it with a question', async ({ console: page, server, upload }) => {
  for (const name of ['keys-a', 'keys-b', 'keys-c']) await upload({ name });
  await openList(page, server, '?q=keys-&sort=name');
  await rowOf(page, 'keys-a').focus();
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'keys-b')).toBeFocused();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(rowOf(page, 'keys-c')).toBeFocused();
  await expect(rowOf(page, 'keys-a')).toHaveAttribute('aria-selected', 'false');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('Delete');
  const question = page.getByRole('dialog', { name: 'Delete 2 media?' });
  await expect(question.getByRole('listitem')).toHaveText(['keys-b', 'keys-c']);
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(rowOf(page, 'keys-c')).toBeFocused();
  await page.keyboard.press('Delete');
  await question.getByRole('button', { name: 'Delete 2 media' }).click();
  await expect(page.getByRole('grid').getByRole('link')).toHaveText(['keys-a']);
});

test('Enter opens Quick View beside the list, Escape comes back to the row', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ name: 'quick-one' });
  await openList(page, server, '?q=quick-one');
  await rowOf(page, 'quick-one').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/media/${fileId}\\?q=quick-one$`));
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'quick-one' })).toBeVisible();
  await expect(rowOf(page, 'quick-one')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/media\?q=quick-one$/);
  await expect(rowOf(page, 'quick-one')).toBeFocused();
});

test('a row’s menu renames and starts a task flow', async ({ console: page, server, upload }) => {
  await server.call('CreateProcedureTemplate', { Name: 'menu-flow', MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100010 }] } });
  await upload({ name: 'menu-one' });
  await openList(page, server, '?q=menu-');
  await page.getByRole('button', { name: 'Actions for menu-one' }).click();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('menu-two');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'menu-two')).toBeVisible();
  await page.getByRole('button', { name: 'Actions for menu-two' }).click();
  await page.getByRole('menuitem', { name: 'Start a task flow…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a task flow' });
  await dialog.getByRole('combobox', { name: 'Task flow' }).click();
  await page.getByTitle('menu-flow').last().click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await server.call('ListTasks', {})).TaskSet?.filter((task) => task.TaskType === 'Procedure').length).toBeGreaterThan(0);
});
