import { Bridge } from '../bridge/bridge';
import { FrameWatch } from './frame-watch';
import type { AskToken, PictureFigures, Playback, PlaybackListener } from './playback';

/** Shows the first picture by a bridge, one that was begun earlier or a new one with the token of the WebRTC attempt. */
export class BridgePlayback implements Playback {
  private bridge: Bridge | null = null;
  private frames: FrameWatch | null = null;
  private over = false;

  /** @param place where its video element goes */
  constructor(
    private readonly place: Element,
    askToken: AskToken,
    private readonly listener: PlaybackListener,
    begun: Bridge | null = null,
  ) {
    if (begun) this.show(begun);
    else void this.open(askToken);
  }

  close(): void {
    this.over = true;
    this.frames?.stop();
    this.bridge?.close();
  }

  /** None: it is over before they would mean anything. */
  figures(): Promise<PictureFigures | null> {
    return Promise.resolve(null);
  }

  private async open(askToken: AskToken): Promise<void> {
    const token = await askToken().catch(() => null);
    if (this.over) return;
    if (token) this.show(new Bridge({ url: token.hls_url, authorization: token.authorization }));
    else this.listener.failed('api-unreachable');
  }

  private show(bridge: Bridge): void {
    this.bridge = bridge;
    const { video } = bridge;
    Object.assign(video.style, { width: '100%', height: '100%', objectFit: 'inherit' });
    this.place.append(video);
    const shown = async () => video.getVideoPlaybackQuality?.().totalVideoFrames ?? 0;
    this.frames = new FrameWatch(video, shown, () => this.listener.frame());
    void bridge.ended.then(() => {
      if (this.over) return;
      this.close();
      this.listener.failed('browser');
    });
  }
}
