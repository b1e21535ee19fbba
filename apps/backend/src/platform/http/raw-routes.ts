import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request with Node's own objects. It must not throw and must always end the response. */
export type RawHandler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Routes that are answered before Fastify and Nest. Only for MediaMTX's auth hook: MediaMTX calls it inside its one event
 * loop, and Nest's stack costs more than the decision (MediaMTX contract §0.1). No guard, pipe, filter, header or log of
 * Nest applies to such a request.
 */
export class RawRoutes {
  private readonly handlers = new Map<string, RawHandler>();

  /** Routes every request, of any method, whose path is exactly `path`. */
  add(path: string, handler: RawHandler): void {
    this.handlers.set(path, handler);
  }

  /** Answers the request when a route has its path. @returns whether one has. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const url = request.url ?? '';
    const query = url.indexOf('?');
    const handler = this.handlers.get(query < 0 ? url : url.slice(0, query));
    if (!handler) return false;
    handler(request, response);
    return true;
  }
}
