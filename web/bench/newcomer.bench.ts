import type { Locator } from '@playwright/test';

import { expect, Server, test } from '../e2e/fixtures';
import { report } from './report';

const runs = Number(process.env.OPENVOD_BENCH_RUNS ?? 3);

/** Until the picture moves. */
async function played(video: Locator): Promise<void> {
  await video.evaluate((element: HTMLVideoElement) => {
    element.muted = true;
    return element.play();
  });
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime), { intervals: [50] }).toBeGreaterThan(0.1);
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
    await click(view.getByRole('tab', { name: 'Process' }));
    await click(view.getByRole('button', { name: 'Process', exact: true }));
    await click(view.getByRole('tab', { name: 'Outputs' }));
    const outputs = [view.getByRole('radio', { name: /100010/ }), view.getByRole('radio', { name: /100020/ })];
    for (const output of outputs) await expect(output).toBeEnabled({ timeout: 90_000 });
    await outputs[0]?.check();
    await played(view.locator('video'));
    await click(view.getByRole('radio', { name: /100020/ }));
    await played(view.locator('video'));
    seconds.push((Date.now() - began) / 1000);
    await page.close();
    await server.stop();
  }
  report({ name: 'newcomer_s', unit: 's', values: seconds, bar: 60 });
  // The first output to be looked at is one more.
  report({ name: 'newcomer_clicks', unit: 'clicks', values: [clicks + 1], bar: 6 });
});
