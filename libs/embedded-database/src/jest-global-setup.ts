import { type EmbeddedDatabase } from './start-embedded-database';
import { startTestCluster } from './test-cluster';

/** Passes the cluster to the tear-down, which Jest loads separately in the same process. */
export interface TestRun {
  ppfTestCluster?: { database: EmbeddedDatabase; directory: string };
}

/** Starts one cluster for the whole run, unless TEST_DATABASE_URL is set. */
export default async function setUp(): Promise<void> {
  if (process.env.TEST_DATABASE_URL) return;
  const cluster = await startTestCluster();
  (globalThis as TestRun).ppfTestCluster = cluster;
  process.env.TEST_DATABASE_URL = cluster.database.url;
}
