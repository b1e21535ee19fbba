import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { writeFile } from 'node:fs/promises';
import { AppModule } from '../app.module';
import { type BackendConfig, CONCERNS } from '../config/backend-config';
import { createDocument } from '../openapi/create-document';
import { prefixRoutes } from '../platform/http/prefix-routes';
import { RawRoutes } from '../platform/http/raw-routes';

/** File of the committed OpenAPI document. */
export const OPENAPI_FILE = 'docs/reference/openapi.json';

/** Writes the OpenAPI document. Nest only inspects the classes and starts nothing. */
export async function writeOpenapi({
  out = OPENAPI_FILE,
}: {
  readonly out?: string | undefined;
}): Promise<string> {
  const nothing = CONCERNS.map((each) => new (each as new (values: object) => object)({}));
  const module = AppModule.with(nothing as unknown as BackendConfig, new RawRoutes());
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    preview: true,
    logger: ['error'],
    abortOnError: false,
  });
  prefixRoutes(app);
  await writeFile(out, `${JSON.stringify(createDocument(app), null, 2)}\n`);
  return `Wrote ${out}.`;
}
