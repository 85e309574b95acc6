// What clients without an endpoint option need: the cloud's host names, under a CA that the client is told to trust,
// and a proxy that takes every connection to the server at hand (spec: the names are constants in those clients).
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';

function openssl(...args) {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/// A CA of the test's own and a certificate of it for `names`, as files in `folder`.
export function makeCertificate(folder, names) {
  const file = (name) => join(folder, name);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', '2',
    '-subj', '/CN=openvod test CA', '-addext', 'basicConstraints=critical,CA:TRUE');
  openssl('req', '-new', ...key, '-keyout', file('tls.key'), '-out', file('tls.csr'), '-subj', '/CN=openvod test');
  writeFileSync(file('names'), `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`);
  openssl('x509', '-req', '-in', file('tls.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-set_serial', '2',
    '-days', '2', '-extfile', file('names'), '-out', file('tls.pem'));
  return { ca: file('ca.pem'), certificate: file('tls.pem'), key: file('tls.key') };
}

/// A port that is free now.
export async function freePort() {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/// A CONNECT proxy that takes every host to `port` here. `hosts` notes which were asked for.
export class Proxy {
  static async start(port) {
    const proxy = new Proxy();
    proxy.hosts = new Set();
    proxy.sockets = new Set();
    proxy.server = createServer((request, response) => response.writeHead(405).end());
    proxy.server.on('connect', (request, client, head) => {
      proxy.hosts.add(request.url);
      const server = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        server.write(head);
        server.pipe(client);
        client.pipe(server);
      });
      for (const socket of [client, server]) {
        proxy.sockets.add(socket);
        socket.on('error', () => {}); // Ends the other one, too.
        socket.on('close', () => {
          client.destroy();
          server.destroy();
        });
      }
    });
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    proxy.url = `http://127.0.0.1:${proxy.server.address().port}`;
    return proxy;
  }

  async stop() {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}
