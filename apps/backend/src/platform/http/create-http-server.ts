import { createServer, type RequestListener, type Server } from 'node:http';
import type { RawRoutes } from './raw-routes';

/** Go's client, and so MediaMTX up to v1.16.0, keeps idle connections for 90 s. If the server closed first, a request could be lost. */
const KEEP_ALIVE_MS = 95_000;

/** The server that passes a request to the raw routes first, and to Fastify when none of them matches. */
export function createHttpServer(rawRoutes: RawRoutes, handler: RequestListener): Server {
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: 20_000, requestTimeout: 30_000 },
    (request, response) => {
      if (!rawRoutes.handle(request, response)) handler(request, response);
    },
  );
  return server;
}
