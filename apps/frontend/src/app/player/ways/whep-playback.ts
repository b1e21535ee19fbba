import { type VideoStats, videoRates, type WhepAccess, type WhepListener, WhepSession } from '@ppf/whep';
import { closeLater } from '../sessions/close-later';
import type { FirstPicture } from '../first-picture';
import type { ClaimedSession } from '../sessions/first-session';
import { lacksH264 } from './codec-support';
import { FrameWatch } from './frame-watch';
import type { AskToken, PictureFigures, Playback, PlaybackListener } from './playback';
import { failureOfWhep, type PlaybackFailure } from './playback-failure';

/**
 * Shows a stream over WebRTC. The token is asked for while the browser makes its offer; `claim` may hand over a session
 * that was begun earlier.
 */
export class WhepPlayback implements Playback {
  private readonly session: WhepSession;
  private picture: FirstPicture | null;
  private frames: FrameWatch | null = null;
  private measured: VideoStats | null = null;

  constructor(
    private readonly video: HTMLVideoElement,
    askToken: AskToken,
    private readonly listener: PlaybackListener,
    claim: (listener: WhepListener) => ClaimedSession | null = () => null,
  ) {
    const told: WhepListener = {
      answered: () => this.show(),
      connected: () => listener.reached('connected'),
      failed: (error) => this.finish(() => listener.failed(failureOfOffer(failureOfWhep(error)))),
      ended: (why) =>
        this.finish(() =>
          why === 'closed-by-server' ? listener.ended() : listener.failed('connection-lost'),
        ),
    };
    const claimed = claim(told);
    this.picture = claimed?.picture ?? null;
    this.session = claimed?.session ?? new WhepSession({ access: () => askAccess(askToken), listener: told });
  }

  close(when?: 'later'): void {
    this.frames?.stop();
    this.leavePicture();
    if (when === 'later') closeLater(this.session);
    else this.session.close();
  }

  async figures(): Promise<PictureFigures | null> {
    const earlier = this.measured;
    this.measured = await this.session.stats();
    return earlier && this.measured ? videoRates(earlier, this.measured) : null;
  }

  offeredHosts(): readonly string[] {
    return this.session.offeredHosts();
  }

  /** Only now, so that the element keeps the frame of an earlier session until there is something to replace it. */
  private show(): void {
    this.video.srcObject = this.session.stream;
    this.video.play().catch(() => undefined);
    const decoded = async () => (await this.session.stats())?.framesDecoded ?? 0;
    this.frames = new FrameWatch(this.video, decoded, () => this.onFrame());
    this.listener.reached('answered');
  }

  private onFrame(): void {
    this.leavePicture();
    this.listener.frame();
  }

  private leavePicture(): void {
    this.picture?.leave();
    this.picture = null;
  }

  private finish(tell: () => void): void {
    this.frames?.stop();
    this.leavePicture();
    tell();
  }
}

/** In the offer of a browser without H.264, the media server finds nothing that it could send (MediaMTX contract §5). */
function failureOfOffer(failure: PlaybackFailure): PlaybackFailure {
  return failure === 'configuration' && lacksH264() ? 'codec' : failure;
}

async function askAccess(askToken: AskToken): Promise<WhepAccess> {
  const token = await askToken();
  return { url: token.webrtc_url, authorization: token.authorization, iceServers: token.ice_servers };
}
