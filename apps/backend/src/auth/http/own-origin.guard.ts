import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HttpConfig } from '../../config/http.config';
import { DomainError } from '../../platform/problems/domain-error';

/**
 * Rejects requests from pages of other sites: browsers send their origin in `Origin` (RFC 6454 §7.3). For routes that
 * authenticate by cookie. `SameSite=Strict` protects such cookies too, but not from other ports and subdomains of the own
 * host. Clients other than browsers send no `Origin`.
 */
@Injectable()
export class OwnOriginGuard implements CanActivate {
  private readonly own: string;

  constructor({ publicUrl }: HttpConfig) {
    this.own = new URL(publicUrl).origin;
  }

  /** @throws DomainError foreign-origin */
  canActivate(context: ExecutionContext): boolean {
    const { headers, host } = context.switchToHttp().getRequest<FastifyRequest>();
    const { origin } = headers;
    if (origin === undefined || origin === this.own || this.isHost(origin, host)) return true;
    throw new DomainError('foreign-origin');
  }

  // The service may be opened by a name other than that of PUBLIC_URL, such as its LAN address: a page cannot forge Host.
  private isHost(origin: string, host: string): boolean {
    return URL.canParse(origin) && new URL(origin).host === host.toLowerCase().replace(/:(?:80|443)$/, '');
  }
}
