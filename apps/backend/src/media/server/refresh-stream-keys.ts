import { Injectable, Logger } from '@nestjs/common';
import { type ControlApi, ControlApiProblem } from '@ppf/mediamtx';
import { MediamtxConfig } from '../../config/mediamtx.config';

/** What a media server was last made to fetch. */
interface Fetched {
  readonly publishKeys: string;
  /** It was asked a second time for the same keys. */
  readonly isSettled: boolean;
}

/**
 * JWT mode: makes a media server fetch our public keys anew when they may have changed, since by itself it does so once an
 * hour (MediaMTX contract §2). That is at our start, when the signing key may be another one, and after a change of any
 * publish key; each time once more at the next run, should the first have been answered with the keys of before.
 */
@Injectable()
export class RefreshStreamKeys {
  private readonly logger = new Logger(RefreshStreamKeys.name);
  private readonly fetched = new WeakMap<ControlApi, Fetched>();

  constructor(private readonly config: MediamtxConfig) {}

  /**
   * Call it before publishers with an old key are disconnected: they come straight back.
   * @param publishKeys What tells one publish key from the next, by path.
   * @throws ControlApiProblem when the media server is away; the next call tries again.
   */
  async refresh(api: ControlApi, publishKeys: ReadonlyMap<string, string | null>): Promise<void> {
    if (this.config.auth !== 'jwt') return;
    const now = JSON.stringify([...publishKeys].sort());
    const before = this.fetched.get(api);
    const isSame = before?.publishKeys === now;
    if (isSame && before.isSettled) return;
    try {
      await api.refreshStreamKeys();
    } catch (problem) {
      if (!(problem instanceof ControlApiProblem) || problem.kind !== 'not-found') throw problem;
      if (!before)
        this.logger.error(
          'The media server is older than v1.12.3 and cannot work in JWT mode: update it, or set MEDIAMTX_AUTH=http.',
        );
    }
    this.fetched.set(api, { publishKeys: now, isSettled: isSame });
  }
}
