import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { HttpConfig } from '../../config/http.config';
import { Metrics } from '../observability/metrics/metrics';
import { DomainError } from '../problems/domain-error';
import type { ProblemFilter } from './problem-filter';
import { networkOf } from './network-of';
import { RateLimiter } from './rate-limiter';

/** Burst as seconds of the rate: a page sends hundreds of requests when it opens. */
const BURST_SECONDS = 20;
/** Maximum number of addresses, and of users, with their own bucket: at most 2 MB. */
const MAX_KEYS = 20_000;

/**
 * Limits the requests of one client address and of one user, on every route. Far above what users and their pages
 * send: it keeps one client from using the processor time of all others.
 */
@Injectable()
export class RequestLimits {
  private readonly ofAddresses: RateLimiter;
  private readonly ofUsers: RateLimiter;
  private readonly refused = { address: 0, user: 0 };

  constructor({ requestsPerAddress, requestsPerUser }: HttpConfig, metrics: Metrics) {
    this.ofAddresses = limiterOf(requestsPerAddress);
    this.ofUsers = limiterOf(requestsPerUser);
    metrics.add({
      name: 'ppf_requests_limited_total',
      kind: 'counter',
      about: 'Requests that were refused with 429, since their client `address` or `user` sent too many.',
      labels: ['by'],
      read: () => Object.entries(this.refused).map(([by, value]) => ({ labels: { by }, value })),
    });
  }

  /**
   * Counts requests of a signed-in user.
   * @param count For a request that does the work of several: their number.
   * @throws DomainError too-many-requests
   */
  takeForUser(userId: number, count = 1): void {
    const seconds = this.ofUsers.take(String(userId), performance.now(), count);
    if (seconds === null) return;
    this.refused.user += 1;
    throw new DomainError('too-many-requests', { retryAfterSeconds: seconds });
  }

  /** Counts a request of a client address (IPv6: of its /64). @returns seconds until the next one is allowed; null: this one is. */
  takeForAddress(address: string): number | null {
    const seconds = this.ofAddresses.take(networkOf(address), performance.now());
    if (seconds !== null) this.refused.address += 1;
    return seconds;
  }
}

/**
 * Rejects requests of an address that sends too many, on every route and before their body is read: 429 as
 * problem+json with `Retry-After`, and the connection is closed.
 */
export function limitRequests(
  fastify: FastifyInstance,
  limits: RequestLimits,
  problems: ProblemFilter,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const retryAfterSeconds = limits.takeForAddress(request.ip);
    if (retryAfterSeconds === null) return done();
    reply.header('connection', 'close');
    problems.answer(new DomainError('too-many-requests', { retryAfterSeconds }), request, reply);
  });
}

function limiterOf(perSecond: number): RateLimiter {
  return new RateLimiter({ perSecond, burst: perSecond * BURST_SECONDS }, MAX_KEYS);
}
