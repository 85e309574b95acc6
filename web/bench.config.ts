import { defineConfig } from '@playwright/test';

import e2e from './playwright.config';

/** Measurements of the console (bench/console.sh): each prints one line of JSON. */
export default defineConfig(e2e, {
  testDir: 'bench',
  testMatch: '*.bench.ts',
  timeout: 600_000,
  workers: 1,
  reporter: './bench/lines-reporter.ts',
});
