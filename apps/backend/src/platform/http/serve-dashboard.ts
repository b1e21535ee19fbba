import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { DashboardFiles } from './dashboard-files';

/**
 * File names with a hash of the content (`chunk-6173E7qn.js`), also compressed: the content of such a name never changes.
 */
const HASHED = /-[\w-]{8}\.\w+(?:\.br|\.gz)?$/;

/**
 * Serves the built dashboard at `/`, with the compressed files of the build to clients that accept them (RFC 9110
 * §12.5.3). Every path that is neither a file nor part of the API returns a page.
 */
export async function serveDashboard(fastify: FastifyInstance, dashboard: DashboardFiles): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: dashboard.root,
    wildcard: false,
    preCompressed: true,
    // They are sent in place of the original file, and not by their own names.
    globIgnore: ['**/*.br', '**/*.gz'],
    cacheControl: false,
    setHeaders: (response, file) => {
      const cache = HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache';
      void response.header('cache-control', cache);
    },
  });
  fastify.get('/*', (request, reply) => {
    const [address = ''] = request.url.split('?', 1);
    // A page in place of a missing script would fail later, with a misleading error.
    const isPage = !/^\/(api|health|metrics)(\/|$)/.test(address) && !/\.\w+$/.test(address);
    return isPage ? reply.sendFile(dashboard.pageOf(address)) : reply.callNotFound();
  });
}
