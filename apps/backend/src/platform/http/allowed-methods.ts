import type { FastifyInstance } from 'fastify';
import { DomainError } from '../problems/domain-error';

/**
 * Refuses QUERY (RFC 10008), which no address takes, ahead of Fastify: it answers one without a Content-Type by 400 before it
 * looks for a route.
 */
export function refuseQuery(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ method }, _reply, done) => {
    done(method === 'QUERY' ? new DomainError('route-not-found') : undefined);
  });
}

/** Knows every route, to tell a wrong method (405) from a wrong address (404). Fastify answers 404 for both. */
export class AllowedMethods {
  private readonly routes: { readonly segments: readonly string[]; readonly methods: readonly string[] }[] =
    [];

  /** Notes a route as Fastify registers it. Wildcard routes are left out: they answer for everything. */
  note(pattern: string, methods: string | readonly string[]): void {
    if (pattern.includes('*')) return;
    this.routes.push({ segments: pattern.split('/'), methods: [methods].flat() });
  }

  /** The methods that the address takes; none when there is nothing at it. */
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
