import { type EmbeddedDatabase } from './start-embedded-database';
import { startTestCluster } from './test-cluster';

/** What the set-up hands to the tear-down: jest loads the two apart, in one process. */
export interface TestRun {
  ppfTestCluster?: { database: EmbeddedDatabase; directory: string };
}

/** One cluster for the whole run; a TEST_DATABASE_URL that is already set (a PostgreSQL of the CI's own) is used instead. */
export default async function setUp(): Promise<void> {
  if (process.env.TEST_DATABASE_URL) return;
  const cluster = await startTestCluster();
  (globalThis as TestRun).ppfTestCluster = cluster;
  process.env.TEST_DATABASE_URL = cluster.database.url;
}
