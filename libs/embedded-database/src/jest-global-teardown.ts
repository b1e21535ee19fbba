import { type TestRun } from './jest-global-setup';
import { removeTestCluster } from './test-cluster';

/** Stops the cluster if the set-up started it. */
export default async function tearDown(): Promise<void> {
  const cluster = (globalThis as TestRun).ppfTestCluster;
  if (cluster) await removeTestCluster(cluster.database, cluster.directory);
}
