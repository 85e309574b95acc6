import { defineConfig } from '@playwright/test';

/**
 * The console in Debian's Chromium, on a real server. OPENVOD_BIN is the folder of the programs (../build/release/bin);
 * OPENVOD_CONSOLE=vite serves the console by Vite from the sources instead of the program's own bundle.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../build/test/browser',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: Number(process.env.OPENVOD_E2E_WORKERS ?? 2),
  fullyParallel: false,
  forbidOnly: true,
  // A browser on a busy machine may be too slow once; what fails twice is broken.
  retries: 1,
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? '../build/test/browser.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Nothing but the server is to be asked for anything; a container's root can't have Chromium's own sandbox.
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
});
