import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import path from 'node:path';
import {
  DOCUMENT_ADDRESS,
  DOCUMENTATION_PAGE,
  DOCUMENTATION_SCRIPT,
  SWAGGER_UI_FILES,
} from './documentation-page';

const HTML = 'text/html; charset=utf-8';

/**
 * Serves `/api/docs`, `/api/openapi.json` and `/api/docs/problems`. Each is created at its first request, and the code that
 * creates the document is loaded then: it is a tenth of the backend's code, and most processes never need it (ADR 0019).
 */
export async function serveDocumentation(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  let problems: string | undefined;
  let document: string | undefined;
  fastify.get(DOCUMENT_ADDRESS, async (_request, reply) => {
    document ??= JSON.stringify((await import('./create-document.js')).createDocument(app));
    return reply.type('application/json').send(document);
  });
  fastify.get('/api/docs/problems', async (_request, reply) => {
    problems ??= (await import('./problems-page.js')).problemsPage();
    return reply.type(HTML).send(problems);
  });
  for (const address of ['/api/docs', '/api/docs/'])
    fastify.get(address, (_request, reply) => reply.type(HTML).send(DOCUMENTATION_PAGE));
  fastify.get('/api/docs/start.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(DOCUMENTATION_SCRIPT),
  );
  await fastify.register(fastifyStatic, {
    root: path.dirname(require.resolve('swagger-ui-dist/package.json')),
    prefix: '/api/docs/',
    allowedPath: (file) => SWAGGER_UI_FILES.has(file),
    index: false,
    decorateReply: false,
  });
}
