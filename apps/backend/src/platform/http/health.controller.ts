import { Controller, Get } from '@nestjs/common';
import { Health } from '@ppf/contracts';
import { DomainError } from '../problems/domain-error';
import { message } from '../problems/messages';
import { Readiness } from '../observability/readiness';
import { OpenRoute } from './route-access';

/** Health checks for load balancers and supervisors. Outside `/api/v1`: these paths do not change with the API. */
@Controller('health')
@OpenRoute()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process runs and responds. Restart it when this fails. */
  @Get('live')
  live(): Health {
    return { status: 'ok' };
  }

  /** All dependencies of requests are available. Send no requests while this fails. */
  @Get('ready')
  async ready(): Promise<Health> {
    const missing = await this.readiness.missing();
    if (missing.length > 0)
      throw new DomainError('not-ready', {
        errors: missing.map((part) => ({ field: part, message: message('not-ready.part') })),
        retryAfterSeconds: 1,
      });
    return { status: 'ok' };
  }
}
