import { HLS_SESSIONS_SINCE, isAtLeast, keepsPicturesReady, type ServerInfo } from '@ppf/mediamtx';

/** Health of one media server: the result of the most recent call to its control API. */
export class MediaServerHealth {
  private info: ServerInfo = { version: null, started: null, hls: null };
  private reachable: boolean | null = null;
  private changedAt: Date | null = null;
  private lastResponseAt: Date | null = null;

  /** @param onRelease Receives each release that the media server reports; null: it reports none. */
  constructor(private readonly onRelease: (release: string | null) => void = () => undefined) {}

  /** Whether the most recent call to its control API succeeded. */
  get isReachable(): boolean {
    return this.reachable === true;
  }

  /** When `isReachable` last changed; null before the first call. */
  get since(): Date | null {
    return this.changedAt;
  }

  /** When a call last succeeded; null when none did since this process started. */
  get answeredAt(): Date | null {
    return this.lastResponseAt;
  }

  /** `v1.20.1`; null before v1.15.2, which reports no version, and while the media server is unreachable. */
  get version(): string | null {
    return this.isReachable ? this.info.version : null;
  }

  /** Whether its HLS muxer always has a picture of every stream that is not on demand; false while unreachable. */
  get keepsPicturesReady(): boolean {
    return this.isReachable && keepsPicturesReady(this.info.version, this.info.hls);
  }

  /** Whether HLS checks the token once per viewer (from v1.18.0 on); false while the version is unknown. */
  get hasHlsSessions(): boolean {
    const { version } = this;
    return version !== null && isAtLeast(version, HLS_SESSIONS_SINCE);
  }

  /** Records a call that succeeded. @param info Absent when the call did not read the server's information. */
  recordSuccess(info?: ServerInfo, at = new Date()): void {
    if (info) {
      this.info = info;
      this.onRelease(info.version);
    }
    this.lastResponseAt = at;
    this.setReachable(true, at);
  }

  /** Records a call that failed. */
  recordFailure(at = new Date()): void {
    this.setReachable(false, at);
  }

  private setReachable(reachable: boolean, at: Date): void {
    if (this.reachable !== reachable) this.changedAt = at;
    this.reachable = reachable;
  }
}
