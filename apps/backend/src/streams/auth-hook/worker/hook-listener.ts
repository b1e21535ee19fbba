import { MAX_AUTH_BODY_BYTES } from '@ppf/mediamtx';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { sameBytes } from '../../../platform/crypto/secrets';
import { type RawHandler } from '../../../platform/http/raw-routes';

/** Path of the auth hook; `authHTTPAddress` in MediaMTX's configuration. */
export const MEDIA_AUTH_ROUTE = '/api/v1/streams/validate-token';
/** User name in `authHTTPAddress`. */
const MEDIAMTX_USER = 'mediamtx';
const NO_BODY = { 'Content-Length': '0' };

/** Decides hook requests. Neither function throws. */
export interface HookDecider {
  /**
   * Decides one request. @param body The body as received. @param begunAt When its headers arrived, milliseconds of
   * `machineTime`. @param answer Sends 204 or 401; called once.
   */
  decide(body: string, begunAt: number, answer: (allow: boolean) => void): void;
  /** Called after a call without the secret was answered with 401. */
  onUnauthenticatedCall(): void;
}

/** Milliseconds since 1970 with fractions, of the same clock in every thread of this process. */
export function machineTime(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * MediaMTX's external auth hook on Node's own request and response (ADR 0004): no pipe, guard, throttler, log line or
 * exception. Answers 204 or 401, never with a body: releases up to v1.17.1 show it to the browser (MediaMTX contract
 * §1.5), and up to v1.16.0 a body costs a connection.
 */
export function hookListener(hookSecret: string, decider: HookDecider): RawHandler {
  const credential = Buffer.from(`${MEDIAMTX_USER}:${hookSecret}`).toString('base64');
  const expected = Buffer.from(`Basic ${credential}`);
  return (request, response) => {
    const begunAt = machineTime();
    const authorization = Buffer.from(request.headers.authorization ?? '');
    if (request.method !== 'POST' || !sameBytes(authorization, expected)) {
      hangUp(request, response);
      decider.onUnauthenticatedCall();
      return;
    }
    readBody(request, response, (body) =>
      decider.decide(body, begunAt, (allow) => {
        if (response.headersSent) return;
        if (allow) response.writeHead(204).end();
        else response.writeHead(401, NO_BODY).end();
      }),
    );
  };
}

function readBody(request: IncomingMessage, response: ServerResponse, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_AUTH_BODY_BYTES) chunks.push(chunk);
    else hangUp(request, response);
  });
  request.on('end', () => {
    if (size <= MAX_AUTH_BODY_BYTES) done(Buffer.concat(chunks).toString('utf8'));
  });
}

/** Answers 401 to a client that is not MediaMTX, without waiting for the rest of its request. */
function hangUp(request: IncomingMessage, response: ServerResponse): void {
  request.removeAllListeners('data').resume();
  if (!response.headersSent) response.writeHead(401, { ...NO_BODY, Connection: 'close' }).end();
}
