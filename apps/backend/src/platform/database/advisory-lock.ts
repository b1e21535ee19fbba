import type { DataSource } from 'typeorm';

/** What replicas take turns at. The numbers are arbitrary; they only must differ. */
export const ADVISORY_LOCKS = { migrations: 727_001, firstAdmin: 727_002 } as const;

/**
 * Does `work` while no other process holds the same lock, waiting for it. PostgreSQL frees the lock when the
 * connection ends, so a killed process blocks nobody.
 */
export async function withAdvisoryLock<T>(
  dataSource: DataSource,
  lock: number,
  work: () => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [lock]);
    try {
      return await work();
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [lock]);
    }
  } finally {
    await runner.release();
  }
}
