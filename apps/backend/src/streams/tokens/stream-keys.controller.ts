import { Controller, Get, Headers, Logger, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OpenRoute } from '../../platform/http/route-access';
import { createHash } from 'node:crypto';
import { ReadStreamKeys } from './read-stream-keys';

/** The public keys of JWT mode, for MediaMTX. */
@Controller('streams/jwks.json')
@OpenRoute()
export class StreamKeysController {
  private readonly logger = new Logger(StreamKeysController.name);

  constructor(private readonly streamKeys: ReadStreamKeys) {}

  /** The public keys that tokens are verified by: `authJWTJWKS` of MediaMTX. Public; contains no secret. */
  @Get()
  async show(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    let body: string;
    try {
      body = JSON.stringify(await this.streamKeys.read());
    } catch (failure) {
      // Not as a problem: MediaMTX ignores the status, takes any JSON object for a set without keys, and caches it for an
      // hour. It does not cache an empty body.
      this.logger.warn('The public keys cannot be read.', failure);
      void reply.code(503).send();
      return;
    }
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    // Cacheable with revalidation: a removed key must not stay in a proxy.
    void reply.headers({ 'cache-control': 'public, no-cache', etag });
    if (known === etag) void reply.code(304).send();
    else void reply.type('application/json').send(body);
  }
}
