import { HlsPreroll } from '../preroll/hls-preroll';
import { FrameMonitor } from './frame-monitor';
import type { Playback, PlaybackListener, PlaybackStats, RequestToken } from './playback';

/** Plays a preroll: one that started earlier, or a new one with the token of the WebRTC attempt. */
export class PrerollPlayback implements Playback {
  private preroll: HlsPreroll | null = null;
  private frames: FrameMonitor | null = null;
  private isClosed = false;

  /** @param container parent of the preroll's video element */
  constructor(
    private readonly container: Element,
    requestToken: RequestToken,
    private readonly listener: PlaybackListener,
    earlyPreroll: HlsPreroll | null = null,
  ) {
    if (earlyPreroll) this.show(earlyPreroll);
    else void this.open(requestToken);
  }

  close(): void {
    this.isClosed = true;
    this.frames?.stop();
    this.preroll?.close();
  }

  /** Always null: a preroll is too short for meaningful statistics. */
  stats(): Promise<PlaybackStats | null> {
    return Promise.resolve(null);
  }

  private async open(requestToken: RequestToken): Promise<void> {
    const token = await requestToken().catch(() => null);
    if (this.isClosed) return;
    if (token) this.show(new HlsPreroll({ url: token.hls_url, authorization: token.authorization }));
    else this.listener.onFailure('api-unreachable');
  }

  private show(preroll: HlsPreroll): void {
    this.preroll = preroll;
    const { video } = preroll;
    Object.assign(video.style, { width: '100%', height: '100%', objectFit: 'inherit' });
    this.container.append(video);
    const shownFrames = async () => video.getVideoPlaybackQuality?.().totalVideoFrames ?? 0;
    this.frames = new FrameMonitor(video, shownFrames, () => this.listener.onFrame());
    void preroll.ended.then(() => {
      if (this.isClosed) return;
      this.close();
      this.listener.onFailure('browser');
    });
  }
}
