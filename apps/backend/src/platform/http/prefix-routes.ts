import type { INestApplication } from '@nestjs/common';

/** Puts the API under `/api/v1`. The health addresses stay where supervisors expect them. */
export function prefixRoutes(app: INestApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
}
