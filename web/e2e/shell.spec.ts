import { chooseLanguage, defaultApp, expect, expectAccessible, open, rootKey, Server, shotInBothLanguages, signIn, test, typeKey } from './fixtures';

test('Ctrl+K goes to pages, applications and media by keyboard alone', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ name: 'lighthouse at dawn' });
  // Other tests of this server may have made applications: then none is chosen by itself.
  await open(page, server, `apps/${defaultApp}/media`);
  await expect(page.getByRole('link', { name: 'Callback Settings' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: /Page, application/ });
  await expect(box).toBeFocused();
  await expectAccessible(page);
  await box.fill('callback');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`apps/${defaultApp}/callbacks$`));
  await page.keyboard.press('Control+k');
  await box.fill('lighthouse');
  await expect(page.getByRole('option', { name: /lighthouse at dawn/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`media/${fileId}`));
  await page.keyboard.press('Control+k');
  await expect(box).toBeFocused();
  await shotInBothLanguages(page, 'go-to');
});

test('a lost connection is shown, and heals by itself', async ({ page }) => {
  const server = await Server.start();
  await signIn(page, server);
  await open(page, server, `apps/${defaultApp}/events`);
  await expect(page.locator('[data-connection=live]')).toHaveCount(1);
  await server.kill();
  await expect(page.getByText('Connection lost')).toBeVisible();
  await expectAccessible(page);
  await server.restart();
  await expect(page.getByText('Connection lost')).toBeHidden();
  await expect(page.locator('[data-connection=live]')).toHaveCount(1);
  await server.stop();
});

test('credentials that end in the middle lead back to the sign-in, and from there to the same page', async ({ page, server }) => {
  const key = await server.call('CreateKey', { Name: `short lived ${Date.now()}` });
  await page.goto(`${server.consoleUrl}apps/${defaultApp}/events`);
  await typeKey(page, { secretId: key.SecretId ?? '', secretKey: key.SecretKey ?? '' });
  await expect(page).toHaveURL(/events$/);
  await server.call('ModifyKeyStatus', { KeyId: key.SecretId ?? '', Status: 'Disabled' });
  await expect(page.getByRole('heading', { name: 'Sign in to openvod' })).toBeVisible();
  await typeKey(page, rootKey);
  await expect(page).toHaveURL(/events$/);
});

test('an address that does not exist says so', async ({ console: page, server }) => {
  await open(page, server, 'nowhere');
  await expect(page.getByText('There is nothing at this address.')).toBeVisible();
  await expectAccessible(page);
});

test('menus open for who wants nothing to move', async ({ console: page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await chooseLanguage(page, '中文');
  await chooseLanguage(page, 'English');
});
