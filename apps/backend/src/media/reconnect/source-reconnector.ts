import { type ControlApi, ControlApiProblem, parsePath, type PathItem } from '@ppf/mediamtx';
import { ConcurrencyLimiter, ConcurrencyLimitReached } from '../../platform/scheduling/concurrency-limiter';
import { delay } from '../../platform/scheduling/delay';

/**
 * `live`: bytes arrive; `failed`: none within three seconds; `skipped`: the path has a stream or is gone; `postponed`: too
 * many cameras of the workshop wait, and nothing was requested.
 */
export type ReconnectOutcome = 'live' | 'failed' | 'skipped' | 'postponed';

/** Result of a reconnection. */
export interface Reconnection {
  readonly outcome: ReconnectOutcome;
  /** The path with a stream, as it was read last; null: it has none. */
  readonly item: PathItem | null;
}

/** Makes a media server connect to the camera of a path now. */
export interface SourceReconnector {
  /** @throws ControlApiProblem when the media server is unreachable or refuses. */
  reconnect(path: string, signal: AbortSignal): Promise<Reconnection>;
}

/** Requests of the agent that sets the paths of a media server. */
export interface AgentReconnect {
  /** Whether the agent sets the paths, as of now. */
  isUsed(): boolean;
  /** Requests that the agent makes MediaMTX connect to the camera of a path again. */
  request(path: string): Promise<void>;
}

/** Milliseconds between the reads of the path after a reconnection: about three seconds altogether. */
const READ_DELAYS_MS = [40, 40, 50, 60, 80, 100, 130, 150, 200, 250, 300, 400, 500, 600];
/**
 * Writes of one workshop that wait. Workshops take turns, one camera each, so that many cameras of one that return again
 * and again delay no other workshop.
 */
const MAX_WAITING_PER_WORKSHOP = 64;
/** An agent writes its file at most every 1.3 s, and MediaMTX loads it within a second. */
const AGENT_READ_DELAYS_MS = [...READ_DELAYS_MS, 800, 900, 1000];
/** Shortest time that a source may be kept without readers, in ms. The value has no effect on a path that is always pulled. */
const MIN_CLOSE_AFTER_MS = 10_000;
/** Number of values, each 1 ms longer. MediaMTX does nothing when the value stays the same. */
const CLOSE_AFTER_VALUES = 50_000;

/**
 * Reconnects through the control API: writes another `sourceOnDemandCloseAfter`. MediaMTX then closes the path and creates it
 * again, and the new path connects immediately (contract §10; all releases). The value has no effect on a path that is always
 * pulled, and the reconciler does not compare it there. Writes one path at a time and pauses for as long as a write took,
 * because MediaMTX copies its whole configuration for each.
 *
 * Where an agent sets the paths by file, it is requested to change the entry of the path: a value that the API changed would
 * go back with the next file, and disconnect the camera again.
 */
export class ControlApiReconnector implements SourceReconnector {
  private readonly writes = new ConcurrencyLimiter({
    total: 1,
    maxWaitingPerKey: MAX_WAITING_PER_WORKSHOP,
  });

  constructor(
    private readonly api: {
      readonly paths: Pick<ControlApi['paths'], 'get'>;
      readonly pathConfigs: Pick<ControlApi['pathConfigs'], 'patch'>;
    },
    private readonly agent: AgentReconnect | null = null,
  ) {}

  /** See SourceReconnector. */
  async reconnect(path: string, signal: AbortSignal): Promise<Reconnection> {
    try {
      return (await this.writeInTurn(path, signal)) ?? (await this.waitForStream(path, signal));
    } catch (problem) {
      if (problem instanceof ConcurrencyLimitReached) return { outcome: 'postponed', item: null };
      throw problem;
    }
  }

  /** Resolves before the pause that follows the write. */
  private writeInTurn(path: string, signal: AbortSignal): Promise<Reconnection | null> {
    return new Promise((resolve, reject) => {
      const writeAndPause = async () => {
        const began = performance.now();
        await this.write(path, signal).then(resolve, reject);
        await delay(performance.now() - began, signal);
      };
      this.writes.run(writeAndPause, { key: parsePath(path)?.workshopId ?? path, signal }).catch(reject);
    });
  }

  /** @returns null when the path was written. The media server may have connected by itself meanwhile. */
  private async write(path: string, signal: AbortSignal): Promise<Reconnection | null> {
    const item = await this.api.paths.get(path);
    if (!item || !isWithoutStream(item) || signal.aborted)
      return { outcome: 'skipped', item: item && isSending(item) ? item : null };
    if (this.agent?.isUsed()) {
      await this.agent.request(path);
      return null;
    }
    const closeAfterMs = MIN_CLOSE_AFTER_MS + Math.floor(Math.random() * CLOSE_AFTER_VALUES);
    await this.api.pathConfigs.patch(path, { sourceOnDemandCloseAfter: `${closeAfterMs}ms` });
    return null;
  }

  private async waitForStream(path: string, signal: AbortSignal): Promise<Reconnection> {
    for (const readDelayMs of this.agent?.isUsed() ? AGENT_READ_DELAYS_MS : READ_DELAYS_MS) {
      await delay(readDelayMs, signal);
      if (signal.aborted) break;
      const item = await this.api.paths.get(path).catch(ignoreProblem);
      if (item && isSending(item)) return { outcome: 'live', item };
    }
    return { outcome: 'failed', item: null };
  }
}

function isSending({ ready, bytesReceived }: PathItem): boolean {
  return ready && bytesReceived > 0;
}

/** Whether nothing would be disconnected: no stream, no publisher and no reader. */
function isWithoutStream({ ready, readers, sourceType }: PathItem): boolean {
  return !ready && readers.length === 0 && (sourceType === null || sourceType.endsWith('source'));
}

function ignoreProblem(problem: unknown): null {
  if (problem instanceof ControlApiProblem) return null;
  throw problem;
}
