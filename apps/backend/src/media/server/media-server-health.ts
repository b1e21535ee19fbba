import { HLS_SESSIONS_SINCE, isAtLeast, keepsPicturesReady, type ServerInfo } from '@ppf/mediamtx';

/** What is known of a media server, from the last time that it was asked. */
export class MediaServerHealth {
  private heardOf: ServerInfo = { version: null, started: null, hls: null };
  private answering: boolean | null = null;
  private changedAt: Date | null = null;
  private lastAnswer: Date | null = null;

  /** @param onRelease Is given each release that the media server reports; null: it reports none. */
  constructor(private readonly onRelease: (release: string | null) => void = () => undefined) {}

  /** Whether its control API answered the last time. */
  get isReachable(): boolean {
    return this.answering === true;
  }

  /** Since when it is reachable, or is not; null: it has not been asked yet. */
  get since(): Date | null {
    return this.changedAt;
  }

  /** When it last answered; null: never since this process started. */
  get answeredAt(): Date | null {
    return this.lastAnswer;
  }

  /** `v1.20.1`; null before v1.15.2, which does not tell, and while it cannot be reached. */
  get version(): string | null {
    return this.isReachable ? this.heardOf.version : null;
  }

  /** Whether its HLS has the picture of every stream that is not on demand ready; false while it cannot be reached. */
  get keepsPicturesReady(): boolean {
    return this.isReachable && keepsPicturesReady(this.heardOf.version, this.heardOf.hls);
  }

  /** Whether its HLS asks for the token once a viewer, from v1.18.0 on; false while that is not known. */
  get hasHlsSessions(): boolean {
    const { version } = this;
    return version !== null && isAtLeast(version, HLS_SESSIONS_SINCE);
  }

  /** It answered. @param info What it said of itself; absent: it was asked for something else. */
  heard(info?: ServerInfo, at = new Date()): void {
    if (info) this.heardOf = info;
    if (info) this.onRelease(info.version);
    this.lastAnswer = at;
    this.turn(true, at);
  }

  /** It did not. */
  lost(at = new Date()): void {
    this.turn(false, at);
  }

  private turn(answering: boolean, at: Date): void {
    if (this.answering !== answering) this.changedAt = at;
    this.answering = answering;
  }
}
