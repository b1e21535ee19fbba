import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Milliseconds after which a request is logged as slow. */
const SLOW_MS = 1000;

/**
 * Logs slow requests and server errors. Not every request: a line for each cost more than issuing a
 * stream token.
 */
export function watchRequests(fastify: FastifyInstance): void {
  const logger = new Logger('Request');
  fastify.addHook('onResponse', (request, reply, done) => {
    const failed = reply.statusCode >= 500;
    // An event stream stays open on purpose.
    const slow = reply.elapsedTime > SLOW_MS && reply.getHeader('content-type') !== 'text/event-stream';
    if (failed || slow)
      logger.warn(
        {
          request: request.id,
          method: request.method,
          route: request.routeOptions.url ?? 'none',
          status: reply.statusCode,
          milliseconds: Math.round(reply.elapsedTime),
          address: request.ip,
        },
        failed ? 'a request failed' : 'a request was slow',
      );
    done();
  });
}
