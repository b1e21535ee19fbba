import type { FastifyInstance } from 'fastify';

/**
 * Lets `curl -d '{…}'` work without a Content-Type at some addresses: curl then calls the body a form. Only for
 * addresses that ask for an Authorization header, which no form of another site can send.
 * @param urls Routes, as they are registered.
 */
export function acceptCurlJson(fastify: FastifyInstance, urls: readonly string[]): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (request, body, done) => {
      if (urls.includes(request.routeOptions.url ?? '')) parseJson(request, body as string, done);
      else done(Object.assign(new Error('a form'), { statusCode: 415 }));
    },
  );
}
