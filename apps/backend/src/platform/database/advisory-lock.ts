import type { DataSource } from 'typeorm';

/** Work that one replica at a time does. Arbitrary, distinct numbers. */
export const ADVISORY_LOCKS = { migrations: 727_001, firstAdmin: 727_002 } as const;

/**
 * Waits for the lock and does `work` while it is held. PostgreSQL releases the lock when the
 * connection ends, so a killed process blocks no other one.
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
