import { createServer, type RequestListener, type Server } from 'node:http';
import type { RequestsAhead } from './requests-ahead';

/** Go's client, hence MediaMTX up to v1.16.0, keeps idle connections 90 s; whoever closes first loses a request. */
const KEEP_ALIVE_MS = 95_000;

/** The server that asks `ahead` first and Fastify for the rest. */
export function createHttpServer(ahead: RequestsAhead, handler: RequestListener): Server {
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: 20_000, requestTimeout: 30_000 },
    (request, response) => {
      if (!ahead.handle(request, response)) handler(request, response);
    },
  );
  return server;
}
