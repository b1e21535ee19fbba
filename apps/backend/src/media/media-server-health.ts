import { keepsPicturesReady, type ServerInfo } from '@ppf/mediamtx';

/** What is known of the media server, from the last time that it was asked. */
export class MediaServerHealth {
  private heardOf: ServerInfo = { version: null, started: null, hls: null };
  private answering = false;

  /** Whether its control API answered the last time. */
  get isReachable(): boolean {
    return this.answering;
  }

  /** `v1.20.1`; null before v1.15.2, which does not tell, and while it cannot be reached. */
  get version(): string | null {
    return this.answering ? this.heardOf.version : null;
  }

  /** Whether its HLS has the picture of every stream that is not on demand ready; false while it cannot be reached. */
  get keepsPicturesReady(): boolean {
    return this.answering && keepsPicturesReady(this.heardOf.version, this.heardOf.hls);
  }

  /** It answered. */
  heard(info: ServerInfo): void {
    this.heardOf = info;
    this.answering = true;
  }

  /** It did not. */
  lost(): void {
    this.answering = false;
  }
}
