import type { StreamTokenResponse } from '@ppf/contracts';
import type { WhepListener } from '@ppf/whep';
import type { HlsPreroll } from '../preroll/hls-preroll';
import { currentDevice, supportsPreroll } from '../preroll/preroll-support';
import { claimEarlySession, earlyToken } from '../sessions/claim-early-session';
import type { ClaimedSession } from '../sessions/early-session';
import type { PitSessions } from '../sessions/pit-sessions';
import { CameraOfflineError } from '../state/playback-failure';
import type { PrimaryTransport, Transport } from '../state/transport-attempt';
import { HlsPlayback } from './hls-playback';
import type { Playback, PlaybackListener } from './playback';
import { PrerollPlayback } from './preroll-playback';
import { WhepPlayback } from './whep-playback';

/** Elements that show the video. Each transport has its own, so that two can be open at the same time. */
export interface VideoSurfaces {
  readonly webrtc: HTMLVideoElement;
  readonly hls: HTMLVideoElement;
  /** Above the others. The preroll inserts its own video element, which can be older than the player. */
  readonly preroll: Element;
  /** Keeps the last frame of a video that is lost or replaced. */
  keepStill(video: HTMLVideoElement): void;
}

/** Receives what a stream token reports. */
export interface TokenListener {
  onCodec(codec: string | null): void;
  /** The media server has the picture and this device may load it, so that a preroll can be opened. */
  onPrerollReady(): void;
}

/** Opens the transports of one pit. Each attempt has its own token; the preroll shares the one of WebRTC. */
export class PitTransports {
  private token: Promise<StreamTokenResponse> | null = null;
  /** A preroll that started before the application, until it is opened here. */
  private earlyPreroll: HlsPreroll | null = null;
  private isStopped = false;

  constructor(
    private readonly pitId: number,
    private readonly surfaces: VideoSurfaces,
    private readonly sessions: PitSessions,
    private readonly tokenListener: TokenListener,
  ) {}

  /** Starts an attempt. */
  open(transport: Transport, listener: PlaybackListener): Playback {
    const { surfaces } = this;
    switch (transport) {
      case 'webrtc':
        return new WhepPlayback(
          surfaces.webrtc,
          () => this.requestSharedToken(),
          listener,
          (whepListener) => this.claim(whepListener),
        );
      case 'hls':
        return new HlsPlayback(
          surfaces.hls,
          (before) => this.requestToken('hls', before),
          listener,
          () => surfaces.keepStill(surfaces.hls),
        );
      case 'preroll': {
        const early = this.earlyPreroll;
        this.earlyPreroll = null;
        return new PrerollPlayback(
          surfaces.preroll,
          () => this.token ?? this.requestToken('webrtc'),
          listener,
          early,
        );
      }
    }
  }

  /** The element that shows the video of a transport; null if there is none. */
  videoOf(transport: Transport): HTMLVideoElement | null {
    return transport === 'preroll' ? this.surfaces.preroll.querySelector('video') : this.surfaces[transport];
  }

  /** Stops permanently: no attempt may follow. */
  stop(): void {
    this.isStopped = true;
    this.sessions.stop();
  }

  /** Closes the session of a closed transport. The preroll has no session. */
  closeSession(transport: Transport): void {
    if (transport !== 'preroll') this.sessions.close(transport);
  }

  /** Starts over: the next session follows no earlier one. */
  reset(): void {
    this.sessions.reset();
  }

  private async requestToken(
    transport: PrimaryTransport,
    before?: StreamTokenResponse,
  ): Promise<StreamTokenResponse> {
    const token = await this.sessions.requestToken(transport, before);
    if (!this.isStopped) this.tokenListener.onCodec(token.camera.codec);
    // A renewal continues: a momentary `offline` must not end the session.
    if (!before && token.camera.status === 'offline') throw new CameraOfflineError();
    return token;
  }

  private async requestSharedToken(): Promise<StreamTokenResponse> {
    this.token = this.requestToken('webrtc');
    const token = await this.token;
    if (token.instant_picture && !this.isStopped && supportsPreroll(currentDevice()))
      this.tokenListener.onPrerollReady();
    return token;
  }

  /** Claims the early session with its preroll. The preroll is closed if it is not needed. */
  private claim(listener: WhepListener): ClaimedSession | null {
    const earlierToken = earlyToken(this.pitId);
    const claimed = claimEarlySession(this.pitId, listener);
    if (!claimed && earlierToken) this.sessions.follow('webrtc', earlierToken);
    void claimed?.token.then((token) => this.sessions.adopt('webrtc', token));
    void claimed?.preroll.then((preroll) => {
      if (!preroll) return;
      this.earlyPreroll = preroll;
      if (!this.isStopped) this.tokenListener.onPrerollReady();
      this.earlyPreroll?.close();
      this.earlyPreroll = null;
    });
    return claimed;
  }
}
