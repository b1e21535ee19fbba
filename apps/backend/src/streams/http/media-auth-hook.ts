import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MAX_AUTH_BODY_BYTES } from '@ppf/mediamtx';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { sameBytes } from '../../platform/crypto/secrets';
import { RequestsAhead } from '../../platform/http/requests-ahead';
import { AuthorizeMedia } from '../hook/authorize-media';
import { MediaAuthRecord } from '../hook/media-auth-record';
import { HookTally } from './hook-tally';

/** Where MediaMTX asks; `authHTTPAddress` in its configuration. */
export const MEDIA_AUTH_ROUTE = '/api/v1/streams/validate-token';
/** User name in `authHTTPAddress`. */
const MEDIAMTX_USER = 'mediamtx';

/**
 * MediaMTX's external auth hook, ahead of Fastify and Nest (ADR 0004): no pipe, guard, throttler, log line or
 * exception. Answers 204 or 401, never with a body: releases up to v1.17.1 show it to the browser (MediaMTX contract
 * §1.5), and up to v1.16.0 a body costs a connection.
 */
@Injectable()
export class MediaAuthHook implements OnModuleInit {
  private readonly expected: Buffer;

  constructor(
    private readonly authorizeMedia: AuthorizeMedia,
    private readonly ahead: RequestsAhead,
    private readonly record: MediaAuthRecord,
    private readonly tally: HookTally,
    config: MediamtxConfig,
  ) {
    const credential = Buffer.from(`${MEDIAMTX_USER}:${config.hookSecret}`).toString('base64');
    this.expected = Buffer.from(`Basic ${credential}`);
  }

  /** Nest's start: requests are answered from here on. */
  onModuleInit(): void {
    this.ahead.take(MEDIA_AUTH_ROUTE, (request, response) => this.handle(request, response));
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    const begun = performance.now();
    const authorization = Buffer.from(request.headers.authorization ?? '');
    if (request.method !== 'POST' || !sameBytes(authorization, this.expected)) {
      hangUp(request, response);
      this.record.strangerCameAt = new Date();
      this.tally.stranger();
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_AUTH_BODY_BYTES) chunks.push(chunk);
      else hangUp(request, response);
    });
    request.on('end', () => {
      if (size <= MAX_AUTH_BODY_BYTES) this.answer(Buffer.concat(chunks).toString('utf8'), response, begun);
    });
  }

  private answer(body: string, response: ServerResponse, begun: number): void {
    try {
      const authorized = this.authorizeMedia.authorize(body);
      if (authorized.decision.allow) response.writeHead(204).end();
      else response.writeHead(401, EMPTY).end();
      this.tally.answered(authorized.request, authorized.decision, (performance.now() - begun) / 1000);
      this.authorizeMedia.note(authorized);
    } catch {
      // Nothing above throws. Should it after all, the answer is no, and the process must not end of it.
      if (!response.headersSent) response.writeHead(401, EMPTY).end();
    }
  }
}

const EMPTY = { 'Content-Length': '0' };

/** Refuses whoever is not MediaMTX, and does not wait for what else they would send. */
function hangUp(request: IncomingMessage, response: ServerResponse): void {
  request.removeAllListeners('data').resume();
  if (!response.headersSent) response.writeHead(401, { ...EMPTY, Connection: 'close' }).end();
}
