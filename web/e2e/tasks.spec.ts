import { defaultApp, expect, expectAccessible, open, type Server, shotInBothLanguages, test } from './fixtures';

const list = (query = '') => `apps/${defaultApp}/tasks${query}`;

const start = async (server: Server, fileId: string, definitions: number[]) => {
  const request = { FileId: fileId, MediaProcessTask: { TranscodeTaskSet: definitions.map((Definition) => ({ Definition })) } };
  return (await server.call('ProcessMedia', request)).TaskId ?? '';
};

test('a task shows up while the page is open, runs and ends without a reload', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ name: 'live-task', seconds: 4 });
  await open(page, server, list(`?file=${fileId}`));
  await expect(page.getByText('No task matches these filters.')).toBeVisible();
  await start(server, fileId, [100010]);
  const row = page.getByRole('row', { name: /live-task/ });
  await expect(row).toContainText(/Waiting|Processing|Done/);
  await expect(row).toContainText('Done');
  await row.getByRole('link').first().click();
  const detail = page.getByRole('dialog');
  await expect(detail.getByRole('row', { name: /Transcode 100010/ })).toContainText('640×360');
  await expect(detail.getByText(/^Ended /)).toBeVisible();
  await shotInBothLanguages(page, 'task');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(detail).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/tasks\\?file=${fileId}$`));
});

test('a failed task tells its reason, is found by its status, and is retried', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ name: 'failing', seconds: 3 });
  const taskId = await start(server, fileId, [4242]);
  await open(page, server, list('?status=failed'));
  const row = page.getByRole('row', { name: /failing/ });
  await expect(row).toContainText('InvalidInput.DefinitionNotExist');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'tasks');
  await open(page, server, list(`/${taskId}`));
  await page.getByRole('button', { name: 'Retry task' }).click();
  const asked = page.getByRole('dialog', { name: 'Start this task again?' });
  await expect(asked.getByText('RetryTask').first()).toBeVisible();
  await expectAccessible(page);
  await asked.getByRole('button', { name: 'Retry task' }).click();
  await expect(page).not.toHaveURL(new RegExp(taskId));
  await expect(page.getByRole('dialog').getByText('Failed').first()).toBeVisible();
});

test('a running task is cancelled after a question', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ name: 'to-cancel', seconds: 60, width: 1280, height: 720, kbps: 4000 });
  const taskId = await start(server, fileId, [100010, 100020, 100030]);
  await open(page, server, list(`/${taskId}`));
  await page.getByRole('button', { name: 'Cancel task' }).click();
  const asked = page.getByRole('dialog', { name: 'Cancel this task?' });
  await asked.getByRole('button', { name: 'Cancel task' }).click();
  await expect(page.getByText('InternalError.Cancelled').first()).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('button', { name: 'Retry task' })).toBeVisible();
});
