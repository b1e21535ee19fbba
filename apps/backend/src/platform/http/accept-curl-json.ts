import type { FastifyInstance } from 'fastify';

/**
 * Allows `curl -d '{…}'` without a Content-Type on some routes: curl then declares the body as a form. Only for
 * routes that require an Authorization header, which no form of another site can send.
 * @param urls Paths of the routes as they are registered.
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
