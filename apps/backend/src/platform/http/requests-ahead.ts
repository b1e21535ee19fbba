import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request by itself, on Node's own objects. It must not throw and must always end the response. */
export type HandleAhead = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Addresses that are answered ahead of Fastify and Nest. For MediaMTX's auth hook only: it is called inside MediaMTX's
 * one event loop, and Nest's stack costs more than the decision (MediaMTX contract §0.1). Nothing of Nest applies to
 * such a request: no guard, pipe, filter, header or log.
 */
export class RequestsAhead {
  private readonly handlers = new Map<string, HandleAhead>();

  /** Takes every request, of any method, whose path is exactly `path`. */
  take(path: string, handle: HandleAhead): void {
    this.handlers.set(path, handle);
  }

  /** Answers the request if its address is taken. @returns whether it was. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const url = request.url ?? '';
    const query = url.indexOf('?');
    const handler = this.handlers.get(query < 0 ? url : url.slice(0, query));
    if (!handler) return false;
    handler(request, response);
    return true;
  }
}
