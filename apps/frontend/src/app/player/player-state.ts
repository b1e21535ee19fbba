import { shownTransport } from './decide-playback';
import { DETOUR_FAILURES } from './ways/playback-failure';
import type { Transport } from './ways/playback-leg';
import { PLAYBACK_TIMING } from './ways/playback-timing';
import type { Situation } from './situation';

/** The closed set of what a viewer can be shown. */
export const PLAYER_STATES = [
  'connecting',
  'live',
  'stalled',
  'reconnecting',
  'waiting',
  'denied',
  'unsupported',
] as const;
export type PlayerState = (typeof PLAYER_STATES)[number];

/** What the component draws. Instants are ms since 1970. */
export interface PlayerView {
  readonly state: PlayerState;
  /** Whose picture is in view. */
  readonly transport: Transport | 'none';
  readonly trouble: Situation['trouble'];
  readonly verdict: Situation['verdict'];
  /** Since when the viewer waits for a picture or for its return; while live, since when it is watched. */
  readonly since: number;
  /** Whether a picture was seen before. */
  readonly hadPicture: boolean;
}

/** What a situation looks like. LIVE is said only while frames advance. */
export function playerView(s: Situation, now: number): PlayerView {
  const state = playerState(s, now);
  return {
    state,
    transport: shownTransport(s) ?? 'none',
    trouble: s.trouble,
    verdict: s.verdict,
    since: state === 'live' ? s.since : (s.lastFrameAt ?? s.since),
    hadPicture: s.lastFrameAt !== null,
  };
}

function playerState(s: Situation, now: number): PlayerState {
  if (s.verdict) return s.verdict.kind;
  if (!s.wanted) return 'connecting';
  const advancing = s.lastFrameAt !== null && now - s.lastFrameAt < PLAYBACK_TIMING.frozenAfter;
  if (advancing && shownTransport(s)) return 'live';
  if (s.trouble === 'no-stream' || s.trouble === 'camera-paused' || s.reported === 'offline')
    return 'waiting';
  if (s.lastFrameAt === null) return beforePicture(s);
  const silent = s.trouble === null || s.trouble === 'frozen' || s.trouble === 'no-frames';
  return silent ? 'stalled' : 'reconnecting';
}

/** What is tried again at once, and a detour under way, are still the first attempt in the viewer's eyes. */
function beforePicture(s: Situation): PlayerState {
  if (s.trouble === null || s.trouble === 'refused' || s.trouble === 'ended') return 'connecting';
  return DETOUR_FAILURES.includes(s.trouble) && s.hls.failure === null ? 'connecting' : 'reconnecting';
}
