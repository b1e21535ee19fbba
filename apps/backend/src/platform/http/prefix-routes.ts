import type { INestApplication } from '@nestjs/common';

/** Adds the prefix `/api/v1` to the API. The health routes keep the paths that supervisors expect. */
export function prefixRoutes(app: INestApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
}
