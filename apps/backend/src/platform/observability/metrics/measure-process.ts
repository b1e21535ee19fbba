import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Pool } from 'pg';
import { DataSource } from 'typeorm';
import { DatabaseConfig } from '../../../config/database.config';
import { Readiness } from '../readiness';
import { Metrics } from './metrics';

/** Milliseconds for a readiness check; a slower part counts as not ready. */
const READY_WITHIN_MS = 500;

/** Metrics of readiness and of the connection pool. */
@Injectable()
export class MeasureProcess {
  constructor(
    metrics: Metrics,
    readiness: Readiness,
    @InjectDataSource() dataSource: DataSource,
    { poolSize }: DatabaseConfig,
  ) {
    const pool = () => (dataSource.driver as unknown as { readonly master: Pool }).master;
    metrics.add(
      {
        name: 'ppf_ready',
        kind: 'gauge',
        about:
          '1: this component of the backend is ready, 0: it is not. `/health/ready` requires all of them.',
        labels: ['part'],
        read: async () => {
          const missing = await readiness.missing(READY_WITHIN_MS);
          return readiness.parts.map((part) => ({ labels: { part }, value: missing.includes(part) ? 0 : 1 }));
        },
      },
      {
        name: 'ppf_database_connections',
        kind: 'gauge',
        about:
          'Connections of the pool to PostgreSQL, `busy` or `idle`. Two more are for notifications and leader election.',
        labels: ['state'],
        read: () => [
          { labels: { state: 'busy' }, value: pool().totalCount - pool().idleCount },
          { labels: { state: 'idle' }, value: pool().idleCount },
        ],
      },
      {
        name: 'ppf_database_connections_max',
        kind: 'gauge',
        about: 'Maximum number of connections of the pool (DATABASE_POOL_SIZE).',
        labels: [],
        read: () => [{ value: poolSize }],
      },
      {
        name: 'ppf_database_waiting',
        kind: 'gauge',
        about: 'Statements that wait for a connection of the pool.',
        labels: [],
        read: () => [{ value: pool().waitingCount }],
      },
    );
  }
}
