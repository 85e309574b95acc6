import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The server that `npm run dev` talks to.
const server = process.env.OPENVOD_URL ?? 'http://127.0.0.1:9266';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The server puts a fresh nonce here for each answer (src/server/console.cc).
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../build/console',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: true,
  },
  server: {
    // Everything but the console is the server's: API calls (POST /), objects, keys. The Host stays, since it is signed.
    proxy: { '^/(?!console/).*': { target: server, changeOrigin: false } },
  },
  // The time is for tests that run other programs (bash, python3) on a busy machine.
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], testTimeout: 60_000 },
});
