import type { Page } from '@playwright/test';

import { defaultApp, expect, expectAccessible, open, shotInBothLanguages, test } from './fixtures';

const address = (path = '') => `apps/${defaultApp}/templates${path}`;
const apiCall = (page: Page) => page.getByRole('region', { name: /^API call/ });
const choose = async (page: Page, field: string, option: string) => {
  await page.getByRole('combobox', { name: field }).click();
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
};

test('a transcode template is made by the form, changed and deleted', async ({ console: page, server }) => {
  await open(page, server, address('/transcode'));
  await page.getByRole('button', { name: 'Create template' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Evening 480p');
  await page.getByLabel('Video bitrate').fill('');
  await expect(page.getByText('Give a value.')).toBeVisible();
  await page.getByLabel('Video bitrate').fill('600');
  await expect(page.getByText('Give a value.')).toBeHidden();
  await page.getByLabel('Height').fill('480');
  await expect(apiCall(page)).toContainText('"Evening 480p"');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'template');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page).toHaveURL(/templates\/transcode\/\d{7}$/);
  const definition = Number(page.url().split('/').at(-1));
  const stored = async () =>
    (await server.call('DescribeTranscodeTemplates', { SubAppId: defaultApp, Definitions: [definition] })).TranscodeTemplateSet?.[0];
  expect(await stored()).toMatchObject({ Name: 'Evening 480p', VideoTemplate: { Bitrate: 600, Height: 480 } });

  await expect(page.getByText('Nothing is changed yet.')).toBeVisible();
  await page.getByLabel('Frame rate').fill('30');
  await expect(apiCall(page)).toContainText('"Fps": 30');
  await expect(apiCall(page)).not.toContainText('Evening 480p');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`Template ${definition} is changed.`)).toBeVisible();
  expect(await stored()).toMatchObject({ Name: 'Evening 480p', VideoTemplate: { Fps: 30, Height: 480 } });

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page).toHaveURL(/templates\/transcode$/);
  await expect(page.getByRole('table')).not.toContainText(String(definition));
  expect(await stored()).toBeUndefined();
});

test('what the server refuses is told at its field', async ({ console: page, server }) => {
  await open(page, server, address('/image-sprite/new'));
  await page.getByLabel('Width', { exact: true }).fill('4000');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const field = page.getByLabel('Columns');
  await expect(page.getByText('15000 px is the most', { exact: false }).first()).toBeVisible();
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await field.fill('2');
  await page.getByLabel('Rows').fill('2');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page).toHaveURL(/templates\/image-sprite\/\d{7}$/);
});

test('a container without picture takes the picture away', async ({ console: page, server }) => {
  await open(page, server, address('/transcode/new'));
  await choose(page, 'Container', 'MP3');
  await expect(page.getByLabel('Remove the picture')).toBeChecked();
  await expect(page.getByText('MP3 holds no picture.')).toBeVisible();
  await expect(page.getByLabel('Video codec')).toBeHidden();
  await expect(apiCall(page)).toContainText('"libmp3lame"');
});

test('renditions of an adaptive stream are added, moved and removed', async ({ console: page, server }) => {
  await open(page, server, address('/adaptive-dynamic-streaming/new'));
  await page.getByRole('button', { name: 'Add rendition' }).click();
  const third = page.getByRole('group', { name: 'Rendition 3' });
  await third.getByRole('button', { name: 'Show settings' }).click();
  await third.getByLabel('Height').fill('1080');
  await page.getByRole('button', { name: 'Move rendition 3 up' }).click();
  await expect(page.getByRole('group', { name: 'Rendition 2' })).toContainText('1080p');
  await page.getByRole('button', { name: 'Remove rendition 1' }).click();
  await expect(third).toBeHidden();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page).toHaveURL(/adaptive-dynamic-streaming\/\d{7}$/);
  const Definitions = [Number(page.url().split('/').at(-1))];
  const answer = await server.call('DescribeAdaptiveDynamicStreamingTemplates', { SubAppId: defaultApp, Definitions });
  expect(answer.AdaptiveDynamicStreamingTemplateSet?.[0]?.StreamInfos?.map(({ Video }) => Video.Height)).toEqual([1080, 720]);
});

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('a watermark takes a picture file', async ({ console: page, server }) => {
  await open(page, server, address('/watermark/new'));
  await page.getByLabel('Picture file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') });
  await expect(page.getByText('logo.png')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page).toHaveURL(/watermark\/\d{7}$/);
  await expect(page.getByText('The picture stays as it is')).toBeVisible();
});

test('presets are found, read and copied', async ({ console: page, server }) => {
  await open(page, server, address());
  await page.getByLabel('Search templates').fill('h265 hls 720');
  await expect(page).toHaveURL(/q=h265/);
  await expectAccessible(page);
  await shotInBothLanguages(page, 'templates');
  await page.getByRole('link', { name: '101230' }).click();
  await expect(page.getByText("can't be changed")).toBeVisible();
  await expect(page.getByText('1500 kbps')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Copy to a new template' }).click();
  await expect(page.getByLabel('Video bitrate')).toHaveValue('1500');
  await page.goBack();
  await page.goBack();
  await expect(page.getByLabel('Search templates')).toHaveValue('h265 hls 720');
});

const lists = ['Adaptive streaming', 'Snapshots by time', 'Sample snapshots', 'Image sprites', 'Animated graphics', 'Watermarks'];

test('each kind has its list and its form', async ({ console: page, server }) => {
  await open(page, server, address());
  for (const kind of lists) {
    await page.getByRole('tab', { name: kind }).click();
    await expect(page.getByRole('tab', { name: kind })).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(page);
  }
  for (const slug of ['snapshot-by-time-offset', 'sample-snapshot', 'animated-graphics']) {
    await open(page, server, address(`/${slug}/new`));
    await expect(page.getByRole('button', { name: 'Create', exact: true })).toBeVisible();
    await expectAccessible(page);
  }
});

test('who leaves with unsaved changes is asked', async ({ console: page, server }) => {
  await open(page, server, address('/image-sprite/new'));
  await page.getByLabel('Columns').fill('7');
  await page.getByRole('link', { name: 'Tasks' }).click();
  const question = page.getByRole('dialog', { name: 'Leave this page?' });
  await expect(question).toContainText('What was changed here is not saved.');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toBeHidden();
  await expect(page.getByLabel('Columns')).toHaveValue('7');
  await page.getByRole('link', { name: 'Tasks' }).click();
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/tasks$/);
});
