import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Forwarded requests: read-only ones; or none of the v3 control API, as in releases without it. */
export type Passes = 'reads' | 'nothing of v3';

/** A proxy in front of a control API. */
export interface Gate {
  readonly origin: string;
  passes(what: Passes): void;
  stop(): Promise<void>;
}

/** Starts it. @param port Of the control API. */
export async function startGate(port: number): Promise<Gate> {
  let passing: Passes = 'reads';
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    request.on('error', () => undefined);
    if (passing === 'nothing of v3' && url.startsWith('/v3/')) return void response.writeHead(404).end();
    if (passing === 'reads' && method !== 'GET') return void response.writeHead(403).end();
    const asked = ask({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passes: (what) => {
      passing = what;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
