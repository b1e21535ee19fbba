import type { StreamTokenResponse } from '@ppf/contracts';
import type { PlaybackFailure } from './playback-failure';
import type { LegStage } from './playback-leg';

/** What the picture is like now. */
export interface PictureFigures {
  /** Pixels; 0 until the first frame. */
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly fps: number;
  /** Bits a second. */
  readonly bitrate: number;
  /** How far behind live, ms, as far as the browser can tell; null while unknown. */
  readonly latencyMs: number | null;
}

/** Asks for a fresh stream token, or with the token before for one to go on with the same session. */
export type AskToken = (before?: StreamTokenResponse) => Promise<StreamTokenResponse>;

/** What a playback tells. `failed` is the last thing it tells, and after `close()` it tells nothing. */
export interface PlaybackListener {
  reached(stage: Exclude<LegStage, 'closed' | 'playing'>): void;
  /** A frame was shown, or decoded where nothing can be shown. */
  frame(): void;
  failed(failure: PlaybackFailure): void;
  /** The server ended a session that stood. */
  ended(): void;
}

/** One attempt to show a pit's stream. Begins when made. */
export interface Playback {
  /** `later`: the player leaves the page. What takes the page's one thread then waits until the next page is made. */
  close(when?: 'later'): void;
  /** Figures of the time since they were last asked for; null while there is no picture. */
  figures(): Promise<PictureFigures | null>;
  /** WebRTC: where the media server offered to be reached for media. */
  offeredHosts?(): readonly string[];
}
