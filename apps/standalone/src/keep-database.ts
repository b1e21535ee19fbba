import { EmbeddedDatabaseError, startEmbeddedDatabase, type EmbeddedDatabase } from '@ppf/embedded-database';
import { StartFault } from './start-fault';

const RESTART_AFTER_MS = 1_000;

/** The database of this start. */
export interface KeptDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** Uses the configured database. Without one, starts the embedded PostgreSQL and restarts it when it ends. */
export async function keepDatabase(
  url: string | undefined,
  directory: string,
  report: (message: string) => void,
): Promise<KeptDatabase> {
  if (url) return { url, stop: async () => undefined };
  let stopping = false;
  let current: EmbeddedDatabase | undefined = await start(directory, 0);
  const { port, url: ownUrl } = current;
  const watch = (database: EmbeddedDatabase): void => {
    void database.ended.then(() => {
      if (stopping) return;
      current = undefined;
      report('PostgreSQL ended; starting it again.');
      setTimeout(() => void again(), RESTART_AFTER_MS);
    });
  };
  const again = async (): Promise<void> => {
    if (stopping) return;
    try {
      current = await start(directory, port);
      if (stopping) await current.stop();
      else watch(current);
    } catch (error) {
      report((error as Error).message);
      setTimeout(() => void again(), RESTART_AFTER_MS * 5);
    }
  };
  watch(current);
  return {
    url: ownUrl,
    stop: async () => {
      stopping = true;
      await current?.stop();
    },
  };
}

async function start(directory: string, port: number): Promise<EmbeddedDatabase> {
  try {
    return await startEmbeddedDatabase({ directory, port });
  } catch (error) {
    throw error instanceof EmbeddedDatabaseError ? new StartFault(error.message, { cause: error }) : error;
  }
}
