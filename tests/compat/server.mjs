// Starts the real server for a test file and stops it at the end.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { waitFor } from './waiting.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const programs = process.env.OPENVOD_BIN ?? resolve(here, '../../build/release/bin');

// The SDKs obey a proxy of the environment; here they are to reach the server itself.
for (const name of ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']) {
  delete process.env[name];
}

export const secretId = 'AKIDEXAMPLE0000000000000000000000001';
export const secretKey = 'ExampleSecretKey0000000000000001';
export const defaultApp = 1500000001;

const readyMsMax = 20_000; // A promise of 300 ms, on a machine that may be busy with anything.
const stopMsMax = 15_000;

/// A running server; `stop()` ends it, and fails when it did not end cleanly.
export class Server {
  static async start(flags = []) {
    const server = new Server();
    server.folder = mkdtempSync(join(tmpdir(), 'openvod-compat-'));
    const readyFile = join(server.folder, 'ready');
    const args = ['serve', '--dev', '--data', join(server.folder, 'data'), '--listen', '127.0.0.1:0'];
    args.push('--ready-file', readyFile, '--transcode-speed', 'ultrafast', '--log-level', 'warn', ...flags);
    server.child = spawn(join(programs, 'openvod'), args, {
      env: { ...process.env, OPENVOD_SECRET_ID: secretId, OPENVOD_SECRET_KEY: secretKey },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    server.output = '';
    const keep = (chunk) => (server.output = (server.output + chunk).slice(-20_000));
    server.child.stdout.on('data', keep);
    server.child.stderr.on('data', keep);
    server.ended = new Promise((ended) => {
      server.child.on('error', (error) => ended({ error }));
      server.child.on('exit', (code, signal) => ended({ code, signal }));
    });
    let end;
    server.ended.then((how) => (end = how));
    await waitFor('the server to be ready', readyMsMax, () => {
      if (end) throw new Error(`the server ended: ${JSON.stringify(end)}\n${server.output}`);
      return existsSync(readyFile) && readFileSync(readyFile, 'utf8').trim() !== '';
    });
    server.url = readFileSync(readyFile, 'utf8').trim();
    if (!server.url.includes('://')) server.url = `http://${server.url}`;
    server.host = new URL(server.url).host;
    return server;
  }

  /// A path of the server's own folder for what a test makes.
  path(name) {
    return join(this.folder, name);
  }

  async stop() {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), stopMsMax);
    this.child.kill('SIGTERM');
    const how = await this.ended;
    clearTimeout(timer);
    rmSync(this.folder, { recursive: true, force: true });
    if (how.code !== 0) throw new Error(`the server did not stop cleanly: ${JSON.stringify(how)}\n${this.output}`);
  }
}
