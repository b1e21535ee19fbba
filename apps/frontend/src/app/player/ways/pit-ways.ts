import type { StreamTokenResponse } from '@ppf/contracts';
import type { WhepListener } from '@ppf/whep';
import type { Bridge } from '../bridge/bridge';
import { affordsBridge, thisDevice } from '../bridge/bridge-support';
import { BridgePlayback } from './bridge-playback';
import { CameraOffline } from './camera-offline';
import { type ClaimedSession, claimFirstSession, firstToken } from '../sessions/first-session';
import { HlsPlayback } from './hls-playback';
import type { PitSessions } from '../sessions/pit-sessions';
import type { Playback, PlaybackListener } from './playback';
import type { Transport } from './playback-leg';
import { WhepPlayback } from './whep-playback';

/** Where the pictures go, and the last one of each stays. Each way has its own place, so that two can be tried at once. */
export interface Screens {
  readonly webrtc: HTMLVideoElement;
  readonly hls: HTMLVideoElement;
  /** Above them: the bridge brings an element of its own, which may have been there before the player. */
  readonly bridge: Element;
  /** Keeps the last frame of a picture that is lost or taken away for a moment. */
  keepStill(video: HTMLVideoElement): void;
}

/** What the tokens of the attempts tell. */
export interface TokenNews {
  codec(codec: string | null): void;
  /** The media server has the picture at once, and this device may load it: the bridge may be opened. */
  instantPicture(): void;
}

/** Opens the ways to one pit's picture: every attempt with a token of its own, the bridge with that of WebRTC. */
export class PitWays {
  private token: Promise<StreamTokenResponse> | null = null;
  /** Begun before the application was there, until it is opened here. */
  private begunBridge: Bridge | null = null;
  private over = false;

  constructor(
    private readonly pitId: number,
    private readonly screens: Screens,
    private readonly sessions: PitSessions,
    private readonly news: TokenNews,
  ) {}

  /** Begins an attempt. */
  open(transport: Transport, listener: PlaybackListener): Playback {
    const { screens } = this;
    switch (transport) {
      case 'webrtc':
        return new WhepPlayback(
          screens.webrtc,
          () => this.askSharedToken(),
          listener,
          (told) => this.claim(told),
        );
      case 'hls':
        return new HlsPlayback(
          screens.hls,
          (before) => this.askToken('hls', before),
          listener,
          () => screens.keepStill(screens.hls),
        );
      case 'bridge': {
        const begun = this.begunBridge;
        this.begunBridge = null;
        return new BridgePlayback(
          screens.bridge,
          () => this.token ?? this.askToken('webrtc'),
          listener,
          begun,
        );
      }
    }
  }

  /** The element that shows a way's picture; null where there is none. */
  videoOf(transport: Transport): HTMLVideoElement | null {
    return transport === 'bridge' ? this.screens.bridge.querySelector('video') : this.screens[transport];
  }

  /** Says that the pit is left: nothing will be opened any more. */
  leave(): void {
    this.over = true;
    this.sessions.leave();
  }

  /** Says that a way was closed: the bridge shares the session of WebRTC. */
  closed(transport: Transport): void {
    if (transport !== 'bridge') this.sessions.close(transport);
  }

  /** Says that somebody wants to watch again, whatever was before. */
  beginAnew(): void {
    this.sessions.forget();
  }

  private async askToken(
    carrier: 'webrtc' | 'hls',
    before?: StreamTokenResponse,
  ): Promise<StreamTokenResponse> {
    const token = await this.sessions.askToken(carrier, before);
    if (!this.over) this.news.codec(token.camera.codec);
    // A session that goes on is not ended by what may be a moment's absence.
    if (!before && token.camera.status === 'offline') throw new CameraOffline();
    return token;
  }

  private async askSharedToken(): Promise<StreamTokenResponse> {
    this.token = this.askToken('webrtc');
    const token = await this.token;
    if (token.instant_picture && !this.over && affordsBridge(thisDevice())) this.news.instantPicture();
    return token;
  }

  /** A session that was begun early, and the bridge beside it unless there is no use for it any more. */
  private claim(told: WhepListener): ClaimedSession | null {
    const begun = firstToken(this.pitId);
    const claimed = claimFirstSession(this.pitId, told);
    if (!claimed && begun) this.sessions.follow('webrtc', begun);
    void claimed?.token.then((token) => this.sessions.keep('webrtc', token));
    void claimed?.bridge.then((bridge) => {
      if (!bridge) return;
      this.begunBridge = bridge;
      if (!this.over) this.news.instantPicture();
      this.begunBridge?.close();
      this.begunBridge = null;
    });
    return claimed;
  }
}
