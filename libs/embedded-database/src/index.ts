export { runningDatabaseUrl } from './running-database-url';
export { removeEmbeddedDatabase } from './ensure-cluster';
export { createTestDatabase, type TestDatabase, type TestDatabaseTemplate } from './create-test-database';
export { EmbeddedDatabaseError, type EmbeddedDatabaseFault } from './embedded-database-error';
export { processEnds, processIdentity } from './process-identity';
export {
  startEmbeddedDatabase,
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
} from './start-embedded-database';
