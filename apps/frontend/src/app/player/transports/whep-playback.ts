import { type VideoStats, videoRates, type WhepAccess, type WhepListener, WhepSession } from '@ppf/whep';
import { closeLater } from '../sessions/close-later';
import type { ClaimedSession } from '../sessions/early-session';
import type { EarlyVideo } from '../sessions/early-video';
import { classifyWhepError, type PlaybackFailure } from '../state/playback-failure';
import { lacksH264 } from './codec-support';
import { FrameMonitor } from './frame-monitor';
import type { Playback, PlaybackListener, PlaybackStats, RequestToken } from './playback';

/** Plays a stream over WebRTC. The token is requested while the browser creates its offer. */
export class WhepPlayback implements Playback {
  private readonly session: WhepSession;
  private earlyVideo: EarlyVideo | null;
  private frames: FrameMonitor | null = null;
  private lastStats: VideoStats | null = null;

  /** @param claim returns a session that started earlier, or null */
  constructor(
    private readonly video: HTMLVideoElement,
    requestToken: RequestToken,
    private readonly listener: PlaybackListener,
    claim: (listener: WhepListener) => ClaimedSession | null = () => null,
  ) {
    const whepListener: WhepListener = {
      onAnswered: () => this.show(),
      onConnected: () => listener.onPhase('connected'),
      onFailed: (error) => {
        this.finish();
        listener.onFailure(replaceCodecFailure(classifyWhepError(error)));
      },
      onEnded: (reason) => {
        this.finish();
        if (reason === 'closed-by-server') listener.onEnded();
        else listener.onFailure('connection-lost');
      },
    };
    const claimed = claim(whepListener);
    this.earlyVideo = claimed?.earlyVideo ?? null;
    this.session =
      claimed?.session ??
      new WhepSession({ getAccess: () => requestAccess(requestToken), listener: whepListener });
  }

  close(when?: 'later'): void {
    this.finish();
    if (when === 'later') closeLater(this.session);
    else this.session.close();
  }

  async stats(): Promise<PlaybackStats | null> {
    const earlier = this.lastStats;
    this.lastStats = await this.session.stats();
    return earlier && this.lastStats ? videoRates(earlier, this.lastStats) : null;
  }

  candidateHosts(): readonly string[] {
    return this.session.candidateHosts();
  }

  /** Called after the answer, so that the element keeps the last frame of an earlier session until then. */
  private show(): void {
    this.video.srcObject = this.session.stream;
    this.video.play().catch(() => undefined);
    const decoded = async () => (await this.session.stats())?.framesDecoded ?? 0;
    this.frames = new FrameMonitor(this.video, decoded, () => this.handleFrame());
    this.listener.onPhase('answered');
  }

  private handleFrame(): void {
    this.removeEarlyVideo();
    this.listener.onFrame();
  }

  private removeEarlyVideo(): void {
    this.earlyVideo?.remove();
    this.earlyVideo = null;
  }

  private finish(): void {
    this.frames?.stop();
    this.removeEarlyVideo();
  }
}

/** MediaMTX rejects the offer of a browser without H.264, because there is no common codec (MediaMTX contract §5). */
function replaceCodecFailure(failure: PlaybackFailure): PlaybackFailure {
  return failure === 'configuration' && lacksH264() ? 'codec' : failure;
}

async function requestAccess(requestToken: RequestToken): Promise<WhepAccess> {
  const token = await requestToken();
  return { url: token.webrtc_url, authorization: token.authorization, iceServers: token.ice_servers };
}
