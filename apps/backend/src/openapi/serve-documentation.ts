import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { createDocument } from './create-document';
import { problemsPage } from './problems-page';

/** Serves `/api/docs`, `/api/openapi.json` and `/api/docs/problems`. The document is made when it is first asked for. */
export function serveDocumentation(app: NestFastifyApplication): void {
  let page: string | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/docs/problems', (_request, reply) =>
      reply.type('text/html; charset=utf-8').send((page ??= problemsPage())),
    );
  SwaggerModule.setup('api/docs', app, () => createDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'API · PPF Monitoring',
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true, tagsSorter: 'alpha' },
  });
}
