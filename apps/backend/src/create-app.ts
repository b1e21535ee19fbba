import 'reflect-metadata';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestListener } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { fastifyCookie } from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import { type BackendConfig, settingsOf } from './config/backend-config';
import { HttpConfig } from './config/http.config';
import { MonitoringConfig } from './config/monitoring.config';
import { serveDocumentation } from './openapi/serve-documentation';
import { PlacementIndex } from './media-servers';
import { acceptCurlJson } from './platform/http/accept-curl-json';
import { AllowedMethods, refuseQuery } from './platform/http/allowed-methods';
import { createHttpServer } from './platform/http/create-http-server';
import { prefixRoutes } from './platform/http/prefix-routes';
import { RequestPipe } from './platform/http/request-pipe';
import { limitRequests, RequestLimits } from './platform/http/request-limits';
import { requestIds } from './platform/http/request-ids';
import { RawRoutes } from './platform/http/raw-routes';
import { rejectConnect, rejectRawRequest } from './platform/http/reject-raw-request';
import { readDashboard } from './platform/http/dashboard-files';
import { serveDashboard } from './platform/http/serve-dashboard';
import { secureHeaders } from './platform/http/secure-headers';
import { Metrics } from './platform/observability/metrics/metrics';
import { serveMetrics } from './platform/http/serve-metrics';
import { watchRequests } from './platform/observability/watch-requests';
import { ProblemFilter } from './platform/http/problem-filter';

/** Largest body of a request, bytes. */
const BODY_LIMIT = 64 * 1024;

/** The whole application, as main and the tests use it: `init()` or `listen()` comes next. */
export async function createApp(
  config: BackendConfig,
  logger: LoggerService,
): Promise<NestFastifyApplication> {
  const rawRoutes = new RawRoutes();
  const allowedMethods = new AllowedMethods();
  const http = settingsOf(config, HttpConfig);
  const problems = new ProblemFilter(allowedMethods);
  const adapter = new FastifyAdapter({
    logger: false,
    bodyLimit: BODY_LIMIT,
    genReqId: requestIds(),
    trustProxy: [...http.trustedProxies],
    clientErrorHandler: rejectRawRequest,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      problems.answer(error, request, reply),
    serverFactory: (handler: RequestListener) => rejectConnect(createHttpServer(rawRoutes, handler)),
    // No Nest middleware is used, and middie delays every request by a turn of the event loop.
    skipMiddie: true,
    // Bodies are checked by the contracts' own rules: Fastify need not load ajv and fast-json-stringify (ADR 0019).
    schemaController: { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } },
  });
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  acceptCurlJson(fastify, ['/api/v1/streams/token']);
  fastify.addHook('onRoute', ({ url, method }) => allowedMethods.note(url, method));
  watchRequests(fastify);
  refuseQuery(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, rawRoutes), adapter, {
    logger,
    // Fastify's own JSON parser refuses __proto__; urlencoded and text bodies are not taken at all.
    bodyParser: false,
    abortOnError: false,
  });
  limitRequests(fastify, app.get(RequestLimits), problems);
  const dashboard = http.dashboardDirectory === null ? null : readDashboard(http.dashboardDirectory);
  const media = app.get(PlacementIndex);
  secureHeaders(fastify, { http, media, scripts: dashboard?.scriptSources ?? [] });
  // Only for its parser and serializer: no request but sign-in has a cookie to read.
  await app.register(fastifyCookie, { hook: false });
  prefixRoutes(app);
  app.useGlobalFilters(problems);
  app.useGlobalPipes(new RequestPipe());
  await serveDocumentation(app);
  const { metricsToken } = settingsOf(config, MonitoringConfig);
  await serveMetrics(fastify, app.get(Metrics), metricsToken, problems);
  if (dashboard) await serveDashboard(fastify, dashboard);
  return app;
}

function refuseSchema(): never {
  throw new Error('No route has a schema of Fastify.');
}
