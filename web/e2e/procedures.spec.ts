import type { Page } from '@playwright/test';

import { defaultApp, expect, expectAccessible, open, shotInBothLanguages, test } from './fixtures';

const address = (path = '') => `apps/${defaultApp}/procedures${path}`;
const apiCall = (page: Page) => page.getByRole('region', { name: /^API call/ });

test('an own template is used in a task flow, which is changed and deleted', async ({ console: page, server }) => {
  const { Definition } = await server.call('CreateTranscodeTemplate', {
    SubAppId: defaultApp,
    Container: 'mp4',
    Name: 'Evening 480p',
    VideoTemplate: { Codec: 'libx264', Fps: 25, Bitrate: 600, Height: 480 },
    AudioTemplate: { Codec: 'libfdk_aac', Bitrate: 64, SampleRate: 44100 },
  });
  await open(page, server, address());
  await page.getByRole('button', { name: 'Create task flow' }).click();
  await page.getByLabel('Task flow name').fill('two words');
  await expect(page.getByText('Letters, digits, - and _ only')).toBeVisible();
  await page.getByLabel('Task flow name').fill('晚间-1');
  const first = page.getByRole('group', { name: 'Transcodes 1' });
  await first.getByLabel('Template').click();
  await first.getByLabel('Template').fill('evening');
  await page.locator('.ant-select-dropdown:visible').getByText(`${Definition} Evening 480p`).click();
  await page.getByRole('button', { name: 'Add cover' }).click();
  await page.getByRole('group', { name: 'Covers 1' }).getByLabel('Position', { exact: true }).fill('25');
  await expect(apiCall(page)).toContainText('"PositionValue": 25');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'procedure');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Task flow 晚间-1' })).toBeVisible();
  const stored = async () =>
    (await server.call('DescribeProcedureTemplates', { SubAppId: defaultApp, Names: ['晚间-1'] })).ProcedureTemplateSet?.[0];
  expect((await stored())?.MediaProcessTask).toMatchObject({
    TranscodeTaskSet: [{ Definition }],
    CoverBySnapshotTaskSet: [{ Definition: 10, PositionType: 'Percent', PositionValue: 25 }],
  });

  await page.getByRole('button', { name: 'Remove: Covers 1' }).click();
  await page.getByRole('button', { name: 'Add animated graphic' }).click();
  await expect(apiCall(page)).toContainText('ResetProcedureTemplate');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Task flow 晚间-1 is changed.')).toBeVisible();
  const changed = (await stored())?.MediaProcessTask;
  expect(changed?.CoverBySnapshotTaskSet ?? []).toEqual([]);
  expect(changed?.AnimatedGraphicTaskSet).toMatchObject([{ Definition: 20000, StartTimeOffset: 0, EndTimeOffset: 3 }]);

  await page.getByRole('button', { name: 'All task flows' }).click();
  await expect(page.getByRole('row', { name: /晚间-1/ })).toContainText('Evening 480p');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'procedures');
  await page.getByRole('button', { name: 'Delete 晚间-1' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('row', { name: /晚间-1/ })).toBeHidden();
  expect(await stored()).toBeUndefined();
});

test('what the server refuses is told at its field', async ({ console: page, server }) => {
  await open(page, server, address('?new=1'));
  await page.getByLabel('Task flow name').fill('backwards');
  await page.getByRole('button', { name: 'Add animated graphic' }).click();
  const part = page.getByRole('group', { name: 'Animated graphics 1' });
  await part.getByLabel('From').fill('5');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByText('must lie after StartTimeOffset.').first()).toBeVisible();
  await expect(part.getByLabel('To')).toBeFocused();
  await expectAccessible(page);
});

test('a preset is read and copied', async ({ console: page, server }) => {
  await open(page, server, address('/LongVideoPreset'));
  await expect(page.getByText("can't be changed")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Copy to a new task flow' }).click();
  await expect(page.getByLabel('Task flow name')).toHaveValue('');
  await expect(page.getByRole('group', { name: 'Image sprites 1' })).toContainText('10 ImageSprite-10s');
});
