import type { FastifyInstance } from 'fastify';
import { Durations } from './durations';
import { type Metrics } from './metrics';

/** Methods that are counted by name. Clients can send any method. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Path prefixes of the API and the health checks. The dashboard has a route for each of its files. */
const OURS = /^\/(api\/v1|health|metrics)(\/|$)/;

interface RouteCounts {
  readonly method: string;
  readonly route: string;
  readonly durations: Durations;
  readonly byStatus: Map<number, number>;
}

/**
 * Counts requests by the template of their route (`/api/v1/pits/:id`), never by their path, which has
 * ids, tokens of links, and paths invented by scanners. The auth hook is answered before Fastify and has its own counters.
 */
export function measureRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const countsByRoute = new Map<string, RouteCounts>();
  let running = 0;
  fastify.addHook('onRequest', (_request, reply, done) => {
    running += 1;
    // Also when the client disconnects before the response.
    reply.raw.once('close', () => (running -= 1));
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const method = METHODS.has(request.method) ? request.method : 'other';
    const route = routeOf(request.routeOptions.url);
    const key = `${method} ${route}`;
    let counts = countsByRoute.get(key);
    if (!counts)
      countsByRoute.set(key, (counts = { method, route, durations: new Durations(), byStatus: new Map() }));
    counts.byStatus.set(reply.statusCode, (counts.byStatus.get(reply.statusCode) ?? 0) + 1);
    // An event stream stays open on purpose.
    if (reply.getHeader('content-type') !== 'text/event-stream')
      counts.durations.took(reply.elapsedTime / 1000);
    done();
  });
  metrics.add(
    {
      name: 'ppf_http_requests_total',
      kind: 'counter',
      about: 'Completed requests of the API and the dashboard, by the template of their route.',
      labels: ['method', 'route', 'status'],
      read: () =>
        [...countsByRoute.values()].flatMap(({ method, route, byStatus }) =>
          [...byStatus].map(([status, value]) => ({
            labels: { method, route, status: String(status) },
            value,
          })),
        ),
    },
    {
      name: 'ppf_http_request_duration_seconds',
      kind: 'histogram',
      about: 'From the arrival of a request to the end of its response. Event streams are excluded.',
      labels: ['method', 'route'],
      read: () =>
        [...countsByRoute.values()].map(({ method, route, durations }) => ({
          labels: { method, route },
          durations: durations.read(),
        })),
    },
    {
      name: 'ppf_http_requests_running',
      kind: 'gauge',
      about: 'Requests in progress, including open event streams.',
      labels: [],
      read: () => [{ value: running }],
    },
  );
}

function routeOf(template: string | undefined): string {
  if (template === undefined) return 'none';
  if (OURS.test(template)) return template;
  return template.startsWith('/api/') ? 'documentation' : 'dashboard';
}
