import { defaultApp, expect, expectAccessible, open, shotInBothLanguages, test } from './fixtures';

const processTab = (fileId: string) => `apps/${defaultApp}/media/${fileId}?view=process`;

test('one click makes the two outputs of the walkthrough, and shows the task', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ name: 'one-click', seconds: 3 });
  await open(page, server, processTab(fileId));
  await expect(page.getByRole('checkbox', { name: /^100010 / })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /^100020 / })).toBeChecked();
  await expectAccessible(page);
  await shotInBothLanguages(page, 'process');
  await page.getByRole('button', { name: 'Process', exact: true }).click();
  const task = page.getByRole('region', { name: /^Task 1500000001-procedure/ });
  await expect(task.getByText('Transcode 100010')).toBeVisible();
  await expect(task.getByText('All outputs are there.')).toBeVisible();
  await expect(task.getByRole('link', { name: 'Open the task' })).toBeVisible();
  await expectAccessible(page);
  const { MediaInfoSet } = await server.call('DescribeMediaInfos', { FileIds: [fileId] });
  const made = MediaInfoSet?.[0]?.TranscodeInfo?.TranscodeSet?.map(({ Definition }) => Definition);
  expect(made).toEqual(expect.arrayContaining([100010, 100020]));
});

test('the call beside the form follows it, in the language that was chosen', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ name: 'call', seconds: 3 });
  await open(page, server, processTab(fileId));
  await page.getByRole('tab', { name: 'Node' }).click();
  const call = page.getByRole('region', { name: 'ProcessMedia, Node' });
  await expect(call).toContainText('TranscodeTaskSet: [{ Definition: 100010 }, { Definition: 100020 }]');
  await page.getByRole('checkbox', { name: 'Cover' }).check();
  await page.getByLabel('Position').fill('50');
  await expect(call).toContainText('PositionValue: 50');
  await page.reload();
  await expect(page.getByRole('region', { name: 'ProcessMedia, Node' })).toBeVisible();
});

const more = ['Adaptive stream', 'Image sprite', 'Sampled snapshots', 'Snapshots at times', 'Animated graphic'];

test('what the server refuses stands at its field, and a form without outputs says so', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ name: 'refused', seconds: 3 });
  await open(page, server, processTab(fileId));
  await page.getByRole('checkbox', { name: 'Cover' }).check();
  await page.getByLabel('Position').fill('200');
  await page.getByRole('button', { name: 'Process', exact: true }).click();
  await expect(page.getByText('Must be 0 to 100.')).toBeVisible();
  await expect(page.getByLabel('Position')).toBeFocused();
  for (const name of more) await page.getByRole('checkbox', { name }).check();
  await page.getByRole('button', { name: 'Clip, watermark, priority and notification' }).click();
  await expectAccessible(page);
  for (const name of more) await page.getByRole('checkbox', { name }).uncheck();
  await page.getByRole('checkbox', { name: 'Cover' }).uncheck();
  await page.getByRole('checkbox', { name: /^100010 / }).uncheck();
  await page.getByRole('checkbox', { name: /^100020 / }).uncheck();
  await expect(page.getByRole('button', { name: 'Process', exact: true })).toBeDisabled();
  await expect(page.getByText('Choose at least one output.')).toBeVisible();
});

test('a task flow is started from the same form', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ name: 'flow', seconds: 3 });
  await open(page, server, processTab(fileId));
  await page.getByText('Task flow', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Task flow' }).click();
  await page.getByText('LongVideoPreset').last().click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Process', exact: true }).click();
  await expect(page.getByRole('region', { name: /^Task 1500000001-procedure/ }).getByText('Adaptive stream 10')).toBeVisible();
});

test('several media are processed at once from the list', async ({ console: page, server, upload }) => {
  for (const name of ['together-a', 'together-b']) await upload({ name, seconds: 3 });
  await open(page, server, `apps/${defaultApp}/media?q=together-`);
  await page.getByRole('checkbox', { name: 'Select all that are listed' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Process…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Process 2 media' });
  await expect(dialog).toContainText('One call for each of the 2 media');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'process-several');
  await dialog.getByRole('button', { name: 'Process 2 media' }).click();
  for (const name of [/together-a/, /together-b/]) await expect(page.getByRole('row', { name })).toContainText(/Processing|Normal/);
  const tasks = async () => (await server.call('ListTasks', {})).TaskSet?.filter(({ FileName }) => FileName?.startsWith('together-'));
  await expect.poll(async () => (await tasks())?.length).toBe(2);
});
