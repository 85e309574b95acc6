import { expect, expectAccessible, shotInBothLanguages, test } from './fixtures';

test('an application is created, renamed, switched off and on, and chosen', async ({ console: page }) => {
  await page.getByRole('link', { name: 'Application Management' }).click();
  await expect(page.getByRole('heading', { name: 'Application Management' })).toBeVisible();
  await expect(page.getByRole('row', { name: /1500000001/ })).toContainText('0 media');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'applications');

  await page.getByRole('button', { name: 'Create application' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('shop "1"');
  await expect(dialog).toContainText('CreateSubAppId');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  const row = page.getByRole('row', { name: /shop "1"/ });
  await expect(row).toContainText('On');

  await row.getByRole('button', { name: 'Rename' }).click();
  await dialog.getByLabel('Name').fill('shop 2');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  const renamed = page.getByRole('row', { name: /shop 2/ });
  await renamed.getByRole('button', { name: 'Switch off' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
  await expect(renamed).toContainText('Off');
  await renamed.getByRole('button', { name: 'Switch on' }).click();
  await expect(renamed).toContainText('On');

  await page.getByLabel('Name or SubAppId').fill('nowhere');
  await expect(page.getByText('No application matches.')).toBeVisible();
  await page.getByLabel('Name or SubAppId').fill('shop');
  await page.reload();
  await page.getByRole('link', { name: 'shop 2' }).click();
  await expect(page).toHaveURL(/apps\/15\d+\/media$/);
});

test('what the server refuses is told in the form', async ({ console: page, server }) => {
  const taken = `twice ${Date.now()}`;
  await server.call('CreateSubAppId', { Name: taken });
  await page.getByRole('link', { name: 'Application Management' }).click();
  await page.getByRole('button', { name: 'Create application' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(taken);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/InvalidParameterValue|FailedOperation/);
  await expectAccessible(page);
});
