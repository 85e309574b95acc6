import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { programs, rootKey, type Server, until } from './server';

/** The notification receiver of the walkthrough, as its deploy script starts it. */
export class Receiver {
  private constructor(
    private readonly child: ChildProcess,
    /** Where events are to be posted. */
    readonly address: string,
  ) {}

  static async start(server: Server): Promise<Receiver> {
    const config = join(server.folder, 'receiver.json');
    const ready = join(server.folder, 'receiver-address');
    const settings = { secret_id: rootKey.secretId, secret_key: rootKey.secretKey, endpoint: server.url };
    writeFileSync(config, JSON.stringify({ ...settings, region: 'ap-chongqing', subappid: '0', definitions: [100010, 100020] }));
    const args = ['--config', config, '--port', '0', '--ready-file', ready];
    const child = spawn(join(programs, 'openvod-receiver'), args, { stdio: 'ignore' });
    const address = await until('the receiver', () => (existsSync(ready) ? readFileSync(ready, 'utf8').trim() : ''));
    return new Receiver(child, address);
  }

  /** Its last lines, as its page shows them. */
  async log(): Promise<string> {
    return (await fetch(new URL('/log', this.address))).text();
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    await ended;
  }
}
