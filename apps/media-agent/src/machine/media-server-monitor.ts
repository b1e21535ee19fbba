import { type ControlApi, ControlApiProblem, hasPathConfig, parsePath, type PathConfig } from '@ppf/mediamtx';
import { MARKER_PATH } from '../file/plan-file';

/** Milliseconds between two comparisons of all paths with the file. */
const COMPARE_INTERVAL_MS = 60_000;

/** State that the media server reports. */
export interface ObservedServer {
  readonly isReachable: boolean;
  /** Monotonic instant of the last response; null: none yet. */
  readonly answeredAt: number | null;
  /** Id of the loaded file; null: unknown, or a file of someone else. */
  readonly loaded: string | null;
  /** Release; null: not reported, as before v1.15.2. */
  readonly release: string | null;
  /** Whether its paths differ from the file. */
  readonly hasDrifted: boolean;
}

/** Observes the media server over its control API on this machine. Sends reading requests only. */
export class MediaServerMonitor {
  private state: ObservedServer = {
    isReachable: false,
    answeredAt: null,
    loaded: null,
    release: null,
    hasDrifted: false,
  };
  private comparedAt = -Infinity;

  constructor(private readonly api: Pick<ControlApi, 'info' | 'pathConfigs'>) {}

  /** The last observation. */
  get current(): ObservedServer {
    return this.state;
  }

  /** Observes once. Never throws. @param now Monotonic milliseconds. */
  async observe(now: number): Promise<ObservedServer> {
    try {
      const marker = await this.api.pathConfigs.get(MARKER_PATH);
      const mark = marker?.values['rtspRangeStart'];
      const loaded = typeof mark === 'string' && mark !== '' ? mark : null;
      const release = this.state.isReachable ? this.state.release : (await this.api.info()).version;
      const hasDrifted = this.state.isReachable && loaded === this.state.loaded && this.state.hasDrifted;
      this.state = { isReachable: true, answeredAt: now, loaded, release, hasDrifted };
    } catch (problem) {
      if (!(problem instanceof ControlApiProblem)) throw problem;
      // Another status is a response, such as of a control API that requires a sign-in.
      this.state = { ...this.state, isReachable: problem.status !== null, loaded: null, hasDrifted: false };
    }
    return this.state;
  }

  /** Compares all paths with those of the loaded file, once per minute. @param paths Paths of the file. */
  async compare(paths: ReadonlyMap<string, PathConfig>, now: number): Promise<void> {
    if (now - this.comparedAt < COMPARE_INTERVAL_MS) return;
    this.comparedAt = now;
    const { loaded } = this.state;
    try {
      const items = await this.api.pathConfigs.list();
      const observed = new Map(items.filter(({ name }) => parsePath(name)).map((item) => [item.name, item]));
      const isSame =
        observed.size === paths.size &&
        [...paths].every(([name, config]) => {
          const item = observed.get(name);
          return item !== undefined && hasPathConfig(item, config);
        });
      if (this.state.loaded === loaded) this.state = { ...this.state, hasDrifted: !isSame };
    } catch (problem) {
      if (!(problem instanceof ControlApiProblem)) throw problem;
    }
  }

  /** Forgets a difference, because the file was written again. */
  clearDrift(): void {
    this.state = { ...this.state, hasDrifted: false };
  }
}
