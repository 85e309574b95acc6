import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { defaultApp, expect, open, Server, signIn, test } from '../e2e/fixtures';
import { programs } from '../e2e/server';
import { report } from './report';

const media = Number(process.env.OPENVOD_BENCH_MEDIA ?? 100_000);
const turns = 400;
const searches = ['港口', '清晨', '山谷', '城市', '雨天', '列车', '海岸', '花园', '市集', '古镇'];

test('scrolling and searching among many media', async ({ page }) => {
  const fill = async (data: string) => void (await promisify(execFile)(join(programs, 'fill_library'), [data, String(media)]));
  const server = await Server.start([], fill);
  await signIn(page, server);
  await open(page, server, `apps/${defaultApp}/media`);
  const rows = page.getByRole('row', { name: /clip \d/ });
  await expect(rows.first()).toBeVisible();
  await page.waitForTimeout(1000);

  // The wheel, some 40 rows a turn, and the tasks that kept the page from answering.
  await page.evaluate(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
  await rows.nth(3).hover();
  for (let turn = 0; turn < turns; ++turn) {
    await page.mouse.wheel(0, 2000);
    await page.waitForTimeout(16);
  }
  await page.waitForTimeout(500);
  const long = await page.evaluate(() => (window as unknown as { long: number[] }).long);
  report({ name: 'longest_task_scrolling_ms', unit: 'ms', values: [Math.max(0, ...long)], bar: 100 });

  // From the last key to rows of the answer, less the pause that waits for more keys.
  const took: number[] = [];
  const box = page.getByRole('searchbox', { name: /Search/ }).or(page.getByRole('textbox', { name: /Search/ })).first();
  for (const text of searches) {
    const answered = page.waitForResponse(async (answer) => (answer.request().postData() ?? '').includes(text));
    await box.fill(text);
    const timing = (await answered).request().timing();
    took.push(timing.responseStart - timing.requestStart);
    await expect(rows.first()).toContainText(text);
  }
  report({ name: 'search_answers_ms_p95', unit: 'ms', values: took, quantile: 0.95, bar: 100 });
  await server.stop();
});
