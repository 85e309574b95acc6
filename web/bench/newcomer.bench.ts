import type { Locator } from '@playwright/test';

import { expect, Server, test } from '../e2e/fixtures';
import { report } from './report';

const runs = Number(process.env.OPENVOD_BENCH_RUNS ?? 3);

/** Until the picture, of so many lines, moves. */
async function playing(video: Locator, lines: number): Promise<void> {
  const state = () => video.evaluate((element: HTMLVideoElement) => [element.videoHeight, element.currentTime] as const);
  await expect.poll(async () => (await state())[0], { intervals: [50] }).toBe(lines);
  const [, before] = await state();
  await expect.poll(async () => (await state())[1], { intervals: [50] }).toBeGreaterThan(before + 0.1);
}

test('from `openvod serve` to two playing outputs', async ({ browser }) => {
  const seconds: number[] = [];
  let clicks = 0;
  for (let run = 0; run < runs; ++run) {
    const began = Date.now();
    const server = await Server.start(['--transcode-speed', 'medium']);
    const link = /http\S+\/console\/#token=\S+/.exec(server.output)?.[0];
    if (!link) throw new Error(`no link in: ${server.output}`);
    const page = await browser.newPage();
    clicks = 0;
    const click = async (target: Locator) => {
      clicks += 1;
      await target.click({ timeout: 60_000 });
    };
    await page.goto(link);
    await click(page.getByRole('button', { name: 'Load a sample clip' }));
    await click(page.getByRole('row', { name: /sample/ }).filter({ hasText: 'Normal' }).getByRole('link').first());
    const view = page.getByRole('region', { name: /sample/ });
    await click(view.getByRole('button', { name: /^Make 100010/ }));
    const outputs = [view.getByRole('radio', { name: /100010/ }), view.getByRole('radio', { name: /100020/ })];
    for (const output of outputs) await expect(output).toBeEnabled({ timeout: 90_000 });
    await click(view.getByRole('radio', { name: /100010/ }));
    await click(view.getByRole('button', { name: 'play', exact: true }));
    await playing(view.locator('video'), 360);
    await click(view.getByRole('radio', { name: /100020/ }));
    await playing(view.locator('video'), 540);
    seconds.push((Date.now() - began) / 1000);
    await page.close();
    await server.stop();
  }
  report({ name: 'newcomer_s', unit: 's', values: seconds, bar: 60 });
  report({ name: 'newcomer_clicks', unit: 'clicks', values: [clicks], bar: 6 });
});
