import { defaultApp, expect, open, test } from '../e2e/fixtures';
import { report } from './report';

const changes = Number(process.env.OPENVOD_BENCH_CHANGES ?? 100);

test('from the server knowing a status to the screen showing it', async ({ console: page, server, upload }) => {
  const { fileId } = await upload({ name: 'changing', seconds: 1 });
  await open(page, server, `apps/${defaultApp}/media`);
  const row = page.getByRole('row', { name: /changing/ });
  await expect(row).toContainText('Normal');
  // The page notes when each text of the status came; both clocks are this machine's.
  await row.evaluate((element) => {
    const seen: { forbidden: boolean; at: number }[] = [];
    Object.assign(window, { seen });
    let was = false;
    new MutationObserver(() => {
      const forbidden = element.textContent?.includes('Forbidden') ?? false;
      if (forbidden !== was) seen.push({ forbidden, at: performance.timeOrigin + performance.now() });
      was = forbidden;
    }).observe(element, { subtree: true, childList: true, characterData: true });
  });
  const told: number[] = [];
  for (let change = 0; change < changes; ++change) {
    const forbids = change % 2 === 0;
    await server.call('ForbidMediaDistribution', { FileIds: [fileId], Operation: forbids ? 'forbid' : 'recover' });
    told.push(Date.now());
    await expect(row).toContainText(forbids ? 'Forbidden' : 'Normal');
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: { at: number }[] }).seen.map(({ at }) => at));
  expect(seen).toHaveLength(changes);
  const values = seen.map((at, index) => Math.max(0, at - (told[index] ?? 0)));
  report({ name: 'status_on_screen_ms_p95', unit: 'ms', values, quantile: 0.95, bar: 300 });
});
