import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ConfigFaults } from '../../config/read-settings';

/** File names with a hash of the content (`chunk-6173E7qn.js`): the content of such a name never changes. */
const HASHED = /-[A-Za-z0-9_]{8}\.\w+$/;

/**
 * Serves the built dashboard at `/`. The browser resolves its routes, so every path that is neither a file nor part of
 * the API returns index.html.
 * @throws ConfigFaults when the folder has no dashboard.
 */
export async function serveDashboard(fastify: FastifyInstance, directory: string): Promise<void> {
  const root = path.resolve(directory);
  if (!existsSync(path.join(root, 'index.html')))
    throw new ConfigFaults([`DASHBOARD_DIR has no index.html: ${root}. Build the dashboard first.`]);
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
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
    return isPage ? reply.sendFile('index.html') : reply.callNotFound();
  });
}
