import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';

/** What is traced: the API. An event stream lasts for hours, and is no request whose parts anybody would look at. */
const TRACED = /^\/api\/v1\/(?!events$)/;

/**
 * A span for each request of the API, named by the template of its route, and the parent of what it asks of PostgreSQL.
 * Neither address nor headers are in it: they hold ids, tokens and people. The hook never gets here: it is answered
 * ahead of Fastify.
 */
export function traceRequests(fastify: FastifyInstance): void {
  const tracer = trace.getTracer('ppf-monitoring');
  fastify.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url;
    if (route === undefined || !TRACED.test(route)) {
      done();
      return;
    }
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    const span = tracer.startSpan(
      `${request.method} ${route}`,
      { kind: SpanKind.SERVER, attributes },
      parent,
    );
    // Also when the client goes before its answer is there.
    reply.raw.once('close', () => {
      const { statusCode, writableFinished } = reply.raw;
      if (writableFinished) span.setAttribute('http.response.status_code', statusCode);
      else span.setAttribute('error.type', 'aborted');
      if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(parent, span), done);
  });
}
