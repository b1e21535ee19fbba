// Starts and queries control-api.ts.
import { startBare } from './backend.js';
import type { ControlApiCounts } from './control-api.js';
import { MessageClient } from './message-client.js';
import type { BenchProcess } from './types.js';

const POLL_INTERVAL_MS = 20;

export interface ScriptedControlApi {
  readonly port: number;
  readonly child: BenchProcess;
  counts(): Promise<ControlApiCounts>;
  /** Removes all paths and closes all connections. */
  restart(): Promise<void>;
  /** Waits until it has `paths` paths. @throws Error after `seconds`. */
  untilPaths(paths: number, seconds?: number): Promise<void>;
}

/** Starts a media server as far as the backend uses it. */
export async function startControlApi(): Promise<ScriptedControlApi> {
  const { port, child } = await startBare('control-api.js');
  const client = new MessageClient(child);
  const counts = () => client.request<ControlApiCounts>({ job: 'counts' });
  return {
    port,
    child,
    counts,
    restart: async () => void (await client.request({ job: 'restart' })),
    untilPaths: async (paths, seconds = 60) => {
      const until = Date.now() + seconds * 1000;
      while ((await counts()).paths < paths) {
        if (Date.now() > until)
          throw new Error(`The backend did not set ${paths} paths within ${seconds} s.`);
        await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
      }
    },
  };
}
