import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import {
  EnrolMediaAgentRequest,
  MediaAgentConfigurationQuery,
  MediaAgentCredential,
  MediaAgentReport,
} from '@ppf/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from '../platform/http/network-of';
import { RateLimiter } from '../platform/http/rate-limiter';
import { RequestSignal } from '../platform/http/request-signal';
import { GuardedRoute, OpenRoute } from '../platform/http/route-access';
import { DomainError } from '../platform/problems/domain-error';
import { AgentConfigurations } from './agent-configurations';
import { type AgentPrincipal, CurrentAgent, MediaAgentGuard } from './media-agent.guard';
import { MediaAgentCredentials } from './media-agent-credentials';
import { StoreAgentReport } from './store-agent-report';

/** Enrolments of one client address. */
const ENROLMENT_RATE = { perSecond: 0.2, burst: 10 };
const MAX_ADDRESSES = 10_000;

/** Enrolment of media agents. */
@Controller('media-agent/enrolment')
@OpenRoute()
export class MediaAgentEnrolmentController {
  private readonly limiter = new RateLimiter(ENROLMENT_RATE, MAX_ADDRESSES);

  constructor(private readonly credentials: MediaAgentCredentials) {}

  /** Exchanges a one-time code for the credential of a media agent. */
  @Post()
  @HttpCode(200)
  async enrol(
    @Body() body: EnrolMediaAgentRequest,
    @Req() request: FastifyRequest,
  ): Promise<MediaAgentCredential> {
    const retryAfterSeconds = this.limiter.take(networkOf(request.ip), performance.now());
    if (retryAfterSeconds !== null) throw new DomainError('too-many-requests', { retryAfterSeconds });
    return this.credentials.exchange(body.code);
  }
}

/** For the agent of one media server. */
@Controller('media-agent')
@GuardedRoute(MediaAgentGuard)
export class MediaAgentController {
  constructor(
    private readonly credentials: MediaAgentCredentials,
    private readonly configurations: AgentConfigurations,
    private readonly storeReport: StoreAgentReport,
  ) {}

  /** Issues a new credential. The old one is valid until the new one is used. */
  @Post('credential')
  @HttpCode(200)
  rotate(@CurrentAgent() { mediaServerId }: AgentPrincipal): Promise<MediaAgentCredential> {
    return this.credentials.rotate(mediaServerId);
  }

  /** Waits up to 25 s for a configuration with another version, and returns all of it. Nothing changed: 204. */
  @Get('configuration')
  async configuration(
    @CurrentAgent() { mediaServerId, credentialHash }: AgentPrincipal,
    @Query() { version }: MediaAgentConfigurationQuery,
    @RequestSignal() signal: AbortSignal,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = await this.configurations.next(mediaServerId, version, signal);
    // The credential may have been revoked while the request waited.
    if ((await this.credentials.find(credentialHash)) !== mediaServerId)
      throw new DomainError('media-agent-credential-invalid');
    void reply.header('cache-control', 'no-store');
    if (text === null) void reply.code(204).send();
    else void reply.type('application/json').send(text);
  }

  /** Stores the state of the agent and its machine. */
  @Post('report')
  @HttpCode(204)
  report(@CurrentAgent() { mediaServerId }: AgentPrincipal, @Body() body: MediaAgentReport): Promise<void> {
    return this.storeReport.store(mediaServerId, body);
  }
}
