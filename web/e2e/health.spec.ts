import { expect, expectAccessible, shotInBothLanguages, test } from './fixtures';

test('health tells versions and checks, and copies them as one text', async ({ console: page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('link', { name: 'Health' }).click();
  await expect(page.getByText('Facts for a bug report')).toBeVisible();
  await expect(page.getByRole('list')).toContainText('database');
  await expectAccessible(page);
  await shotInBothLanguages(page, 'health');
  await page.getByRole('button', { name: 'Copy: all of it as text' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^openvod [\d.]+[\s\S]*check database: OK/);
});
