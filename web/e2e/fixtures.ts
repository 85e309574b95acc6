import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { ClipWish } from './clips';
import { clip } from './clips';
import { defaultApp, rootKey, Server } from './server';

export { clip, defaultApp, expect, rootKey, Server };

/** A media that is on the server. */
export interface StoredMedia {
  fileId: string;
}

interface Fixtures {
  /** A page that is signed in and stands at the console's start. */
  console: Page;
  /** Uploads a clip by the command line; with templates, waits for the transcodes. */
  upload: (wish?: ClipWish & { name?: string; process?: number[]; cover?: boolean }) => Promise<StoredMedia>;
}
interface WorkerFixtures {
  /** One server for the tests of a worker; a test that changes settings makes an application of its own. */
  server: Server;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  // A page of a test fails it by what the browser complains about: errors, broken promises, breaches of the policy.
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      if (isExpected(message.text())) return;
      complaints.push(`${message.type()}: ${message.text()}`);
    });
    await use(page);
    expect(complaints, 'the browser has nothing to complain about').toEqual([]);
  },
  console: async ({ page, server }, use) => {
    await signIn(page, server);
    await use(page);
  },
  upload: async ({ server }, use) => {
    await use(async ({ name, process, cover, ...wish } = {}) => {
      const path = await clip(wish);
      const flags = [
        ...(name ? ['--name', name] : []),
        ...(process ? ['--process', process.join(','), '--wait'] : []),
        ...(cover ? ['--cover', '--wait'] : []),
      ];
      const printed = (await server.cli('media', 'upload', path, ...flags)) as { Media: { FileId?: string }[] };
      const fileId = printed.Media[0]?.FileId;
      if (!fileId) throw new Error(`no FileId in ${JSON.stringify(printed)}`);
      return { fileId };
    });
  },
});

// A call that fails on purpose, or a server that a test kills, shows up as a failed request: that is no fault of the page.
const isExpected = (text: string) => text.includes('Failed to load resource') || text.includes('ERR_CONNECTION_REFUSED');

/** By the form, as a person does it. */
export async function signIn(page: Page, server: Server, address = ''): Promise<void> {
  await page.goto(server.consoleUrl + address);
  await typeKey(page, rootKey);
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
  // The start leads to an application's media by itself.
  if (!address) await expect(page).toHaveURL(/apps/);
}

/** Fills in the form of the sign-in. */
export async function typeKey(page: Page, key: typeof rootKey): Promise<void> {
  await page.getByLabel('Key id').fill(key.secretId);
  await page.getByLabel('Key (SecretKey)').fill(key.secretKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Goes to an address of the console, such as `apps/1500000001/events`, without losing the session. */
export async function open(page: Page, server: Server, address: string): Promise<void> {
  await page.goto(server.consoleUrl + address);
}

/** Colours on their way are no colours to judge; what turns for ever is not waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const waitMsMax = 3_000;
    const pause = new Promise((done) => setTimeout(done, waitMsMax));
    const began = performance.now();
    for (let calm = 0; calm < 3 && performance.now() - began < waitMsMax; await frame()) {
      const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      calm = ending.length > 0 ? 0 : calm + 1;
      await Promise.race([pause, Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)))]);
    }
  });
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

// What the theme decides; all else is the same in both.
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

/** No violation of WCAG level A or AA on what is open now, in the light and the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    const chosen = colorScheme === 'light' ? { type: 'tag' as const, values: rules } : { type: 'rule' as const, values: rulesOfColours };
    const { violations } = await new AxeBuilder({ page })
      // axe copies the styles of shadow roots into style elements, which the page's policy refuses: it looks at the page without.
      .options({ runOnly: chosen, preload: false, resultTypes: ['violations'] })
      // There are no frames: no second page is needed to put their results together.
      .setLegacyMode()
      .analyze();
    const told = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }));
    expect(told, `${colorScheme}: axe finds nothing`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('button:not([aria-label]) [role=img]:not([aria-hidden])'), 'no icon lends a button its name').toHaveCount(0);
}

const guide = fileURLToPath(new URL('../../docs/guide/console/', import.meta.url));

/** With OPENVOD_SCREENSHOTS=1 keeps what is on screen for the guide, as `<name>.<language>.png`. */
export async function shot(page: Page, name: string): Promise<void> {
  if (!process.env.OPENVOD_SCREENSHOTS) return;
  mkdirSync(guide, { recursive: true });
  const language = await page.evaluate(() => document.documentElement.lang || 'en');
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${guide}${name}.${language.startsWith('zh') ? 'zh' : 'en'}.png`, animations: 'disabled' });
}

/** Both languages of a screen for the guide; the page is back in English after. */
export async function shotInBothLanguages(page: Page, name: string): Promise<void> {
  await shot(page, name);
  if (!process.env.OPENVOD_SCREENSHOTS) return;
  await chooseLanguage(page, '中文');
  await shot(page, name);
  await chooseLanguage(page, 'English');
}

export async function chooseLanguage(page: Page, name: 'English' | '中文'): Promise<void> {
  // A dialog covers the choice of the language, which hears of clicks all the same.
  await page.getByRole('button', { name: /^(Language|语言)$/, includeHidden: true }).dispatchEvent('click');
  const item = page.getByRole('menuitem', { name, exact: true, includeHidden: true });
  await item.dispatchEvent('click');
  // A click on the button while its menu is still closing would open nothing.
  await expect(item).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('lang', name === 'English' ? 'en' : 'zh-CN');
}
