import type { StreamTokenResponse } from '@ppf/contracts';
import type { PlaybackFailure } from '../state/playback-failure';
import type { AttemptPhase } from '../state/transport-attempt';

/** Current properties of the picture. */
export interface PlaybackStats {
  /** Pixels; 0 until the first frame. */
  readonly width: number;
  readonly height: number;
  /** Frames per second. */
  readonly fps: number;
  /** Bits per second. */
  readonly bitrate: number;
  /** Delay behind live, ms, as far as the browser reports it; null while unknown. */
  readonly latencyMs: number | null;
}

/** Requests a new stream token. With `before`, the new token continues the same session. */
export type RequestToken = (before?: StreamTokenResponse) => Promise<StreamTokenResponse>;

/** Callbacks of a playback. None follows `onFailure`, `onEnded` or `close()`. */
export interface PlaybackListener {
  onPhase(phase: Exclude<AttemptPhase, 'closed' | 'playing'>): void;
  /** A frame was shown, or decoded while the page shows nothing. */
  onFrame(): void;
  onFailure(failure: PlaybackFailure): void;
  /** The server ended an established session. */
  onEnded(): void;
}

/** One attempt to play a pit's stream. It starts in the constructor. */
export interface Playback {
  /** @param when `later`: the page is being left, so blocking work is deferred until the next page exists */
  close(when?: 'later'): void;
  /** Statistics since the previous call; null without a picture. */
  stats(): Promise<PlaybackStats | null>;
  /** WebRTC only: hosts of the media server's ICE candidates. */
  candidateHosts?(): readonly string[];
}
