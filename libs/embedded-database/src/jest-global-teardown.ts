import { type TestRun } from './jest-global-setup';
import { removeTestCluster } from './test-cluster';

/** Ends the cluster that the set-up started, if it did. */
export default async function tearDown(): Promise<void> {
  const cluster = (globalThis as TestRun).ppfTestCluster;
  if (cluster) await removeTestCluster(cluster.database, cluster.directory);
}
