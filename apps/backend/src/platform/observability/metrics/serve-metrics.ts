import type { FastifyInstance } from 'fastify';
import { hashSecret, sameBytes } from '../../crypto/secrets';
import { DomainError } from '../../problems/domain-error';
import { ExposeMetrics } from './expose-metrics';
import { measureRequests } from './measure-requests';
import { type Metrics } from './metrics';

/**
 * Serves `GET /metrics` to whoever shows the token (ADR 0021). Nothing of it is there without a token: behind a proxy
 * on the same machine every request comes from loopback, so that an address proves nothing.
 * @param token Null: no metrics.
 */
export async function serveMetrics(
  fastify: FastifyInstance,
  metrics: Metrics,
  token: string | null,
): Promise<void> {
  if (token === null) return;
  const expected = hashSecret(`Bearer ${token}`);
  measureRequests(fastify, metrics);
  const exposed = await ExposeMetrics.of(metrics);
  fastify.get('/metrics', async (request, reply) => {
    // Hashes of both: their lengths are the same, whatever was sent.
    if (!sameBytes(hashSecret(request.headers.authorization ?? ''), expected))
      throw new DomainError('not-signed-in', { detail: 'Metrics are for whoever shows METRICS_TOKEN.' });
    return reply
      .headers({ 'content-type': exposed.contentType, 'cache-control': 'no-store' })
      .send(await exposed.text());
  });
}
