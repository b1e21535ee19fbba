import type { PlaybackFailure } from './playback-failure';

/** The ways that can carry the picture for good. */
export type LastingTransport = 'webrtc' | 'hls';

/** The ways to a picture; the bridge carries it only until another one does (bridge/bridge.ts). */
export type Transport = LastingTransport | 'bridge';

/** How far one way has got. `answered` and `connected` are WebRTC's; the others go from `opening` to `playing`. */
export type LegStage = 'closed' | 'opening' | 'answered' | 'connected' | 'playing';

/** What is known of one way to a picture. Instants are ms of one clock. */
export interface Leg {
  readonly stage: LegStage;
  /** When the stage began. */
  readonly since: number;
  /** The newest frame of this opening. */
  readonly lastFrameAt: number | null;
  /** Not to be opened before. */
  readonly retryAt: number;
  /** Failures in a row without a stable picture between them. */
  readonly failures: number;
  /** Refused tokens in a row. */
  readonly refusals: number;
  /** Sessions in a row that the server ended right after they began. */
  readonly earlyEnds: number;
  /** Pictures in a row that ended soon after their first frame (short-lives.ts). */
  readonly shortLives: number;
  /** The newest failure; null once a picture came. */
  readonly failure: PlaybackFailure | null;
}

/** A way that was not tried yet. */
export const UNTRIED: Leg = {
  stage: 'closed',
  since: 0,
  lastFrameAt: null,
  retryAt: 0,
  failures: 0,
  refusals: 0,
  earlyEnds: 0,
  shortLives: 0,
  failure: null,
};

/** The leg with a new stage. */
export function enter(leg: Leg, stage: Exclude<LegStage, 'closed' | 'playing'>, now: number): Leg {
  const accepted = stage === 'opening' ? {} : { refusals: 0 };
  return { ...leg, ...accepted, stage, since: now, lastFrameAt: null };
}

/** The leg after a frame. One failure stays on the account until the picture proves stable. */
export function withFrame(leg: Leg, now: number): Leg {
  if (leg.stage === 'closed') return leg;
  const since = leg.stage === 'playing' ? leg.since : now;
  const failures = Math.min(leg.failures, 1);
  return { ...leg, stage: 'playing', since, lastFrameAt: now, failures, failure: null, refusals: 0 };
}

/** The leg after it was closed without a fault of its own. */
export function closed(leg: Leg, now: number): Leg {
  return { ...leg, stage: 'closed', since: now, lastFrameAt: null };
}

/** The leg as if it had never failed, to be tried at once. */
export function forgiven(leg: Leg): Leg {
  return { ...leg, retryAt: 0, failures: 0, refusals: 0, earlyEnds: 0, shortLives: 0, failure: null };
}
