import { Controller, Get, Headers, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import { EndedEvent, PitEvent, PitRemovedEvent, PitStreamEvent, SnapshotEvent } from '@ppf/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import { AccessGuard, CurrentUser, endOfAccess, type Principal } from '../../auth';
import { EventStreams } from '../event-streams';

const DESCRIPTION =
  'Server-sent events: `snapshot` first, then `pit-stream`, `pit` and `pit-removed` as things change, `ended` last. ' +
  'The data of an event is the JSON of the schema with its name. A comment every 15 s shows that the connection lives.';

/** Live events. */
@Controller('events')
@UseGuards(AccessGuard)
export class EventsController {
  constructor(private readonly streams: EventStreams) {}

  /** Tells what is live, and every change of it, until the access token ends. */
  @Get()
  @ApiExtraModels(SnapshotEvent, PitStreamEvent, PitEvent, PitRemovedEvent, EndedEvent)
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description:
      'Id of the last event that was received: what came after it is sent, in place of a snapshot.',
  })
  @ApiOkResponse({
    description: DESCRIPTION,
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiResponse({ status: 429, description: 'The person has too many event streams open.' })
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
    const endsAt = endOfAccess(request.headers.authorization ?? '');
    this.streams.open({ principal, endsAt, lastEventId }, () => takeOver(reply));
  }
}

/** Takes the connection from Fastify, which knows no answer that has no end. */
function takeOver(reply: FastifyReply): ServerResponse {
  reply.header('content-type', 'text/event-stream');
  reply.header('cache-control', 'no-store');
  // nginx would gather events until its buffer is full.
  reply.header('x-accel-buffering', 'no');
  reply.hijack();
  const headers = Object.entries(reply.getHeaders());
  for (const [name, value] of headers) if (value !== undefined) reply.raw.setHeader(name, value);
  return reply.raw;
}
