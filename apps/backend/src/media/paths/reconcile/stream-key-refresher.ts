import { Injectable, Logger } from '@nestjs/common';
import { type ControlApi, ControlApiProblem } from '@ppf/mediamtx';
import { MediamtxConfig } from '../../../config/mediamtx.config';

/** Last refresh of a media server. */
interface Refresh {
  readonly publishKeys: string;
  /** Whether it was repeated for the same publish keys. */
  readonly isRepeated: boolean;
}

/**
 * JWT mode: makes a media server download our public keys again when they may have changed; by itself it does so once an
 * hour (MediaMTX contract §2). They may have changed when this process starts, because the signing key may be a new
 * one, and after a change of any publish key. The next run repeats each refresh once, in case the first one returned
 * the previous keys.
 */
@Injectable()
export class StreamKeyRefresher {
  private readonly logger = new Logger(StreamKeyRefresher.name);
  private readonly refreshes = new WeakMap<ControlApi, Refresh>();

  constructor(private readonly config: MediamtxConfig) {}

  /**
   * Refreshes the keys if they may have changed. Call it before publishers with an old key are disconnected, because
   * they reconnect immediately.
   * @param publishKeys Identifiers of the publish keys, by path.
   * @throws ControlApiProblem when the media server is unreachable; the next call tries again.
   */
  async refresh(api: ControlApi, publishKeys: ReadonlyMap<string, string | null>): Promise<void> {
    if (this.config.auth !== 'jwt') return;
    const current = JSON.stringify([...publishKeys].sort());
    const last = this.refreshes.get(api);
    const isSame = last?.publishKeys === current;
    if (isSame && last.isRepeated) return;
    try {
      await api.refreshStreamKeys();
    } catch (problem) {
      if (!(problem instanceof ControlApiProblem) || problem.kind !== 'not-found') throw problem;
      if (!last)
        this.logger.error(
          'The media server is older than v1.12.3 and cannot work in JWT mode: update it, or set MEDIAMTX_AUTH=http.',
        );
    }
    this.refreshes.set(api, { publishKeys: current, isRepeated: isSame });
  }
}
