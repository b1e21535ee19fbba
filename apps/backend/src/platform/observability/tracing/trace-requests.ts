import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';

/** Only the API is traced. Event streams last for hours and are left out. */
const TRACED = /^\/api\/v1\/(?!events$)/;

/**
 * A span for each request of the API, named by the template of its route, and the parent of its PostgreSQL queries.
 * It has neither path nor headers, which contain ids, tokens and personal data. The auth hook is not traced: it is answered
 * before Fastify.
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
    // Also when the client disconnects before the response.
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
