import type { FastifyInstance } from 'fastify';
import { DomainError } from '../problems/domain-error';

/**
 * Rejects QUERY (RFC 10008), which no route supports, before Fastify does: without a Content-Type it would respond 400
 * before it finds the route.
 */
export function refuseQuery(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ method }, _reply, done) => {
    done(method === 'QUERY' ? new DomainError('route-not-found') : undefined);
  });
}

/** The methods of every route, to distinguish a wrong method (405) from a wrong path (404). Fastify responds 404 to both. */
export class AllowedMethods {
  private readonly routes: { readonly segments: readonly string[]; readonly methods: readonly string[] }[] =
    [];

  /** Adds a route as Fastify registers it. Wildcard routes are left out: they match everything. */
  note(pattern: string, methods: string | readonly string[]): void {
    if (pattern.includes('*')) return;
    this.routes.push({ segments: pattern.split('/'), methods: [methods].flat() });
  }

  /** The methods of a path; none when no route has it. */
  of(url: string): string[] {
    const segments = (url.split('?', 1)[0] ?? '').split('/');
    const matching = this.routes.filter(
      (route) =>
        route.segments.length === segments.length &&
        route.segments.every(
          (name, index) => (name.startsWith(':') && segments[index] !== '') || name === segments[index],
        ),
    );
    return [...new Set(matching.flatMap((route) => route.methods))].sort();
  }
}
