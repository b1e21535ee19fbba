import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RateLimiter } from '../platform/http/rate-limiter';
import { DomainError } from '../platform/problems/domain-error';
import { hashSecret } from '../platform/crypto/secrets';
import { MediaAgentCredentials } from './media-agent-credentials';

/** Requests of one agent. It sends one poll at a time and reports at most each second. */
const RATE = { perSecond: 5, burst: 30 };
const MAX_AGENTS = 10_000;

/** The agent that sends a request. */
export interface AgentPrincipal {
  readonly mediaServerId: number;
  /** Hash of the credential that was presented. */
  readonly credentialHash: Buffer;
}

interface AgentRequest extends FastifyRequest {
  agent?: AgentPrincipal;
}

/** Admits requests with the credential of a media agent, and limits the requests of each agent. */
@Injectable()
export class MediaAgentGuard implements CanActivate {
  private readonly limiter = new RateLimiter(RATE, MAX_AGENTS);

  constructor(private readonly credentials: MediaAgentCredentials) {}

  /** @throws DomainError media-agent-credential-invalid or too-many-requests */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AgentRequest>();
    const [, secret] = /^Bearer ([\w-]{40,100})$/.exec(request.headers.authorization ?? '') ?? [];
    if (secret === undefined) throw new DomainError('media-agent-credential-invalid');
    const credentialHash = hashSecret(secret);
    const mediaServerId = await this.credentials.find(credentialHash);
    if (mediaServerId === null) throw new DomainError('media-agent-credential-invalid');
    const retryAfterSeconds = this.limiter.take(String(mediaServerId), performance.now());
    if (retryAfterSeconds !== null) throw new DomainError('too-many-requests', { retryAfterSeconds });
    request.agent = { mediaServerId, credentialHash };
    return true;
  }
}

/** Injects the agent into a handler behind `MediaAgentGuard`. */
export const CurrentAgent = createParamDecorator((_: unknown, context: ExecutionContext): AgentPrincipal => {
  const { agent } = context.switchToHttp().getRequest<AgentRequest>();
  if (!agent) throw new Error('The handler needs MediaAgentGuard.');
  return agent;
});
