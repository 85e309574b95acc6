import { chooseLanguage, expect, expectAccessible, rootKey, shotInBothLanguages, signIn, test } from './fixtures';

test('a key that is typed in signs in; the root secret does not stay in the tab', async ({ page, server }) => {
  await page.goto(server.consoleUrl);
  await expect(page.getByRole('heading', { name: 'Sign in to openvod' })).toBeVisible();
  await expectAccessible(page);
  await shotInBothLanguages(page, 'sign-in');
  await signIn(page, server);
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  expect(kept).not.toContain(rootKey.secretKey);
  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
});

test('a wrong key is told at the form', async ({ page, server }) => {
  await page.goto(server.consoleUrl);
  await page.getByLabel('Key id').fill(rootKey.secretId);
  await page.getByLabel('Key (SecretKey)').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('AuthFailure.SignatureFailure')).toBeVisible();
  await expectAccessible(page);
});

test('a one-time link signs in once', async ({ page, server }) => {
  const { OneTimeToken } = await server.call('CreateConsoleToken', {});
  const link = `${server.consoleUrl}#token=${OneTimeToken}`;
  await page.goto(link);
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
  expect(page.url()).not.toContain('token');
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByText('This link was used before')).toBeVisible();
});

test('signing out ends the credentials at the server, too', async ({ console: page }) => {
  const stored = await page.evaluate(() => sessionStorage.getItem('openvod.session'));
  await page.getByRole('button', { name: 'Signed in with key' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to openvod' })).toBeVisible();
  await page.evaluate((session) => sessionStorage.setItem('openvod.session', session ?? ''), stored);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in to openvod' })).toBeVisible();
});

test('the language is kept in the browser', async ({ console: page }) => {
  await chooseLanguage(page, '中文');
  await expect(page.getByRole('button', { name: '语言' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: '语言' })).toBeVisible();
  await chooseLanguage(page, 'English');
});
