import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Problem } from '@ppf/contracts';
import { MEDIA_AUTH_OPERATION, MEDIA_AUTH_ROUTE } from '../streams';
import { type Access, accessOf } from './access-of';
import { addProblems } from './add-problems';
import { completeOperations, NAMED_CONTRACTS } from './complete-operations';
import { refineSchemas } from './refine-schemas';
import { CONTRACT_METADATA, CONTROLLER_METADATA } from './generated-metadata';

/** The property in which @nestjs/swagger expects the metadata of its compiler plugin. */
const PLUGIN_METADATA = '_OPENAPI_METADATA_FACTORY';

/** The OpenAPI 3.1 document of every route, including the raw ones. */
export function createDocument(app: INestApplication): OpenAPIObject {
  const access = describeControllers(app);
  for (const [contract, metadata] of CONTRACT_METADATA)
    Object.assign(contract, { [PLUGIN_METADATA]: metadata });
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('PPF Monitoring')
    .setDescription(
      'Live video of paint-protection-film workshop bays. Every failure is a problem (RFC 9457) with a stable `code`.',
    )
    .setVersion('1')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'access_token')
    .addBasicAuth({ type: 'http', scheme: 'basic' }, 'media_server')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'media_agent')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [Problem, ...NAMED_CONTRACTS],
    operationIdFactory: (controller, handler) => `${controller.replace(/Controller$/, '')}.${handler}`,
  });
  completeOperations(document);
  addProblems(document, access);
  refineSchemas(document);
  document.paths[MEDIA_AUTH_ROUTE] = MEDIA_AUTH_OPERATION;
  return document;
}

/** Attaches the generated metadata to every controller. @returns the access to each operation by operation id. */
function describeControllers(app: INestApplication): ReadonlyMap<string, Access | undefined> {
  const access = new Map<string, Access | undefined>();
  for (const { controllers } of app.get(ModulesContainer).values())
    for (const { metatype } of controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const metadata = CONTROLLER_METADATA[metatype.name];
      if (metadata) Object.assign(metatype, { [PLUGIN_METADATA]: metadata });
      for (const [handler, found] of accessOf(metatype))
        access.set(`${metatype.name.replace(/Controller$/, '')}.${handler}`, found);
    }
  return access;
}
