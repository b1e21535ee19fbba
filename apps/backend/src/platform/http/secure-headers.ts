import type { FastifyInstance } from 'fastify';
import type { HttpConfig } from '../../config/http.config';

/** For answers that are data: nothing may be rendered, framed, sniffed or kept. */
const FOR_DATA = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Headers that make browsers careful, on every answer. */
export function secureHeaders(fastify: FastifyInstance, _http: HttpConfig): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(FOR_DATA);
    done();
  });
}
