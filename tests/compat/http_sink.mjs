// A local HTTP server of the test's: the application that gets callbacks, or a site that files are pulled from.
import { createServer } from 'node:http';
import { once } from 'node:events';

import { waitFor } from './waiting.mjs';

/// `answer(request, body, response)` says what happens; without one, every request is answered with an empty 200.
export class HttpSink {
  static async start(answer = (request, body, response) => response.end()) {
    const sink = new HttpSink();
    sink.requests = [];
    sink.server = createServer((request, response) => {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        sink.requests.push({ method: request.method, url: request.url, headers: request.headers, body });
        answer(request, body, response);
      });
    });
    sink.server.listen(0, '127.0.0.1').unref(); // A test that fails before stop() is not to hang.
    await once(sink.server, 'listening');
    sink.url = `http://127.0.0.1:${sink.server.address().port}`;
    return sink;
  }

  /// The events that came so far, in order of arrival.
  events() {
    return this.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body.toString()));
  }

  /// Waits for an event that fits.
  event(what, fits, msMax = 60_000) {
    return waitFor(what, msMax, () => this.events().find(fits));
  }

  async stop() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
