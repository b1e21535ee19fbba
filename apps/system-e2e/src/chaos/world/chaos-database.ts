import { startEmbeddedDatabase, type EmbeddedDatabase } from '@ppf/embedded-database';

/** PostgreSQL, safe against power loss as in production, which can be stopped and restarted at the same address. */
export interface ChaosDatabase {
  readonly url: string;
  /** Shuts it down cleanly. */
  stop(): Promise<void>;
  /** Kills its main process immediately, as the kernel does when memory runs out. */
  kill(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
}

export async function chaosDatabase(directory: string): Promise<ChaosDatabase> {
  let database: EmbeddedDatabase = await startEmbeddedDatabase({ directory });
  const { url, port } = database;
  return {
    url,
    stop: () => database.stop(),
    kill: async () => {
      process.kill(database.pid, 'SIGKILL');
      await database.ended;
    },
    start: async () => {
      database = await startEmbeddedDatabase({ directory, port });
    },
  };
}
