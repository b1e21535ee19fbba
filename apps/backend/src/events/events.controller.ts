import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import { CurrentUser, parseAcceptedToken, type Principal, RequirePermission } from '../auth';
import { EventStreams } from './event-streams';

/** Live events. */
@Controller('events')
@RequirePermission('pits:read')
export class EventsController {
  constructor(private readonly streams: EventStreams) {}

  /** Sends the status of all visible pits, and every change of it, until the access token expires. */
  @Get()
  open(
    @CurrentUser() principal: Principal,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    // Fastify gives GET routes to HEAD too: a stream without a body would stay open for nothing.
    if (request.method === 'HEAD') {
      void reply.header('content-type', 'text/event-stream').send();
      return;
    }
    const { endsAt } = parseAcceptedToken(request.headers.authorization ?? '');
    this.streams.open({ principal, endsAt, lastEventId }, () => hijack(reply));
  }
}

/** Takes the connection over from Fastify, which does not support responses without an end. */
function hijack(reply: FastifyReply): ServerResponse {
  reply.header('content-type', 'text/event-stream');
  reply.header('cache-control', 'no-store');
  // nginx would collect events until its buffer is full.
  reply.header('x-accel-buffering', 'no');
  reply.hijack();
  const headers = Object.entries(reply.getHeaders());
  for (const [name, value] of headers) if (value !== undefined) reply.raw.setHeader(name, value);
  return reply.raw;
}
