import { defaultApp, expect, expectAccessible, open, shotInBothLanguages, test, typeKey } from './fixtures';

test('a key is made, shown once, disabled, enabled and deleted', async ({ console: page, server }) => {
  await page.getByRole('link', { name: 'Keys' }).click();
  await expect(page.getByRole('row', { name: /Root key/ })).toBeVisible();
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('nightly tests');
  await dialog.getByLabel('Read only').check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog).toContainText('it is shown this once');
  await expect(dialog.getByRole('button', { name: 'Copy: SecretKey' })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const row = page.getByRole('row', { name: /nightly tests/ });
  await expect(row).toContainText('All applications · Read only');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'keys');
  await row.getByRole('button', { name: 'Disable' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(row).toContainText('Disabled');
  await row.getByRole('button', { name: 'Enable' }).click();
  await expect(row).toContainText('Enabled');
  await row.getByRole('button', { name: 'Delete' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row).toHaveCount(0);
  const { KeySet } = await server.call('ListKeys', {});
  expect((KeySet ?? []).map(({ Name }) => Name)).not.toContain('nightly tests');
});

test('a read-only key sees, and is told why it can change nothing', async ({ page, server }) => {
  const key = await server.call('CreateKey', { Name: 'looking', IsReadOnly: true });
  await page.goto(server.consoleUrl);
  await typeKey(page, { secretId: key.SecretId ?? '', secretKey: key.SecretKey ?? '' });
  await expect(page.getByText('Read only')).toBeVisible();
  await page.getByRole('link', { name: 'Keys' }).click();
  await expect(page.getByText('Keys are shown to keys without limits.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Application Management' }).click();
  await expect(page.getByRole('button', { name: 'Create application' })).toBeDisabled();
  await expectAccessible(page);
});

test('in a narrow window the actions of each list are in sight', async ({ console: page, server }) => {
  await server.call('CreateKey', { Name: 'narrow' });
  await page.setViewportSize({ width: 800, height: 800 });
  await open(page, server, 'keys');
  await expect(page.getByRole('row', { name: /narrow/ }).getByRole('button', { name: 'Delete' })).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await open(page, server, 'apps');
  await expect(page.getByRole('row', { name: /1500000001/ }).getByRole('button', { name: 'Switch off' })).toBeInViewport({ ratio: 1 });
  await open(page, server, `apps/${defaultApp}/templates/transcode`);
  await expect(page.getByRole('row', { name: /MP4-FLU/ }).first().getByRole('button').last()).toBeInViewport({ ratio: 1 });
  await open(page, server, `apps/${defaultApp}/procedures`);
  await expect(page.getByRole('row', { name: /LongVideoPreset/ }).getByRole('button').last()).toBeInViewport({ ratio: 1 });
});
