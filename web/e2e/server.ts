import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { authorization } from '../src/lib/api/signing';
import { type Actions, versionOf } from '../src/lib/wire/types';

const web = fileURLToPath(new URL('..', import.meta.url));
export const programs = process.env.OPENVOD_BIN ?? resolve(web, '../build/release/bin');
export const rootKey = { secretId: 'AKIDEXAMPLE0000000000000000000000001', secretKey: 'ExampleSecretKey0000000000000001' };
export const defaultApp = 1500000001;

const readyMsMax = 30_000;

export async function until<T>(what: string, look: () => T | Promise<T>): Promise<T> {
  const end = Date.now() + readyMsMax;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited too long for ${what}`);
    await pause(50);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}

/**
 * A real server with data of its own, which `prepare` may fill before; the console is the one in the program, or Vite's.
 */
export class Server {
  private constructor(
    readonly folder: string,
    private readonly flags: string[],
    /** What the server prints. */
    public output: string,
    private child: ChildProcess | undefined,
    private vite: ChildProcess | undefined,
    /** Of the API, such as http://127.0.0.1:40123. */
    public url: string,
    /** Of the console, with a slash at its end. */
    public consoleUrl: string,
  ) {}

  static async start(flags: string[] = [], prepare?: (dataFolder: string) => Promise<void>): Promise<Server> {
    const server = new Server(mkdtempSync(join(tmpdir(), 'openvod-e2e-')), flags, '', undefined, undefined, '', '');
    await prepare?.(join(server.folder, 'data'));
    await server.listen('127.0.0.1:0');
    server.consoleUrl = `${server.url}/console/`;
    if (process.env.OPENVOD_CONSOLE === 'vite') await server.serveByVite();
    return server;
  }

  private async listen(address: string): Promise<void> {
    const readyFile = join(this.folder, 'ready');
    rmSync(readyFile, { force: true });
    const args = ['serve', '--dev', '--data', join(this.folder, 'data'), '--listen', address, '--ready-file', readyFile];
    const speed = this.flags.includes('--transcode-speed') ? [] : ['--transcode-speed', 'ultrafast'];
    const child = spawn(join(programs, 'openvod'), [...args, ...speed, ...this.flags], {
      env: { ...process.env, OPENVOD_SECRET_ID: rootKey.secretId, OPENVOD_SECRET_KEY: rootKey.secretKey },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    child.stdout.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.url = await until('the server', () => {
      if (child.exitCode !== null) throw new Error(`the server ended:\n${this.output}`);
      return existsSync(readyFile) ? readFileSync(readyFile, 'utf8').trim() : '';
    });
    if (!this.url.includes('://')) this.url = `http://${this.url}`;
  }

  private async serveByVite(): Promise<void> {
    const port = await freePort();
    this.vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--port', String(port), '--strictPort', '--host', '127.0.0.1'], {
      cwd: web,
      env: { ...process.env, OPENVOD_URL: this.url },
      stdio: 'ignore',
    });
    this.consoleUrl = `http://127.0.0.1:${port}/console/`;
    await until('Vite', () => fetch(this.consoleUrl).then((answer) => answer.ok, () => false));
  }

  /** Ends the program without a word; `restart` brings it back at the same address. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  async restart(): Promise<void> {
    await this.listen(new URL(this.url).host);
  }

  async stop(): Promise<void> {
    if (this.vite) await stopped(this.vite);
    if (this.child) await stopped(this.child);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Calls an action with the root key; an error of the API throws. */
  async call<A extends keyof Actions>(action: A, request: Actions[A]['request']): Promise<Actions[A]['response']> {
    const { host } = new URL(this.url);
    const body = JSON.stringify(request);
    const timestamp = Math.floor(Date.now() / 1000);
    const answer = await fetch(this.url, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'X-TC-Action': action,
        'X-TC-Version': versionOf[action],
        'X-TC-Timestamp': String(timestamp),
        Authorization: authorization(rootKey, { host, body, timestamp, contentType: 'application/json' }),
      },
    });
    const { Response } = (await answer.json()) as { Response: Actions[A]['response'] & { Error?: { Code: string; Message: string } } };
    if (Response.Error) throw new Error(`${action}: ${Response.Error.Code}: ${Response.Error.Message}`);
    return Response;
  }

  /** The program as the command line, against this server; what it prints with --json. */
  async cli(...args: string[]): Promise<unknown> {
    const child = spawn(join(programs, 'openvod'), [...args, '--json', '--endpoint', this.url], {
      env: { ...process.env, OPENVOD_SECRET_ID: rootKey.secretId, OPENVOD_SECRET_KEY: rootKey.secretKey },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const code = await new Promise((done) => child.once('exit', done));
    if (code !== 0) throw new Error(`openvod ${args.join(' ')} ended with ${String(code)}: ${err || out}`);
    return out.trim() ? JSON.parse(out) : undefined;
  }
}
