import type { FastifyInstance } from 'fastify';
import { hashSecret, sameBytes } from '../crypto/secrets';
import { DomainError } from '../problems/domain-error';
import { message } from '../problems/messages';
import { type ProblemFilter } from './problem-filter';
import { ExposeMetrics } from '../observability/metrics/expose-metrics';
import { measureRequests } from '../observability/metrics/measure-requests';
import { type Metrics } from '../observability/metrics/metrics';

/**
 * Serves `GET /metrics` to clients with the token (ADR 0021). Without a token there is no such route: behind a proxy
 * on the same machine every request comes from loopback, so an address proves nothing.
 * @param token Null: no metrics.
 * @param problems Responds to clients without the token: Nest's error handler is not there yet for a route that is added so early.
 */
export async function serveMetrics(
  fastify: FastifyInstance,
  metrics: Metrics,
  token: string | null,
  problems: ProblemFilter,
): Promise<void> {
  if (token === null) return;
  const refusal = new DomainError('not-signed-in', {
    detail: message('not-signed-in.metrics'),
  });
  const expected = hashSecret(`Bearer ${token}`);
  measureRequests(fastify, metrics);
  const exposed = await ExposeMetrics.of(metrics);
  fastify.get('/metrics', async (request, reply) => {
    // Hashes of both have the same length, whatever was sent.
    if (!sameBytes(hashSecret(request.headers.authorization ?? ''), expected))
      return problems.answer(refusal, request, reply);
    return reply
      .headers({ 'content-type': exposed.contentType, 'cache-control': 'no-store' })
      .send(await exposed.text());
  });
}
