import { shownTransport } from './decide-playback';
import { FALLBACK_FAILURES } from './playback-failure';
import { PLAYBACK_TIMING } from './playback-timing';
import type { PlayerState } from './player-state';
import type { Transport } from './transport-attempt';

/** The closed set of states that the player shows. */
export const DISPLAY_STATES = [
  'connecting',
  'live',
  'stalled',
  'reconnecting',
  'waiting',
  'denied',
  'unsupported',
] as const;
export type DisplayState = (typeof DISPLAY_STATES)[number];

/** Input of the player component. Instants are ms since 1970. */
export interface PlayerView {
  readonly state: DisplayState;
  /** The transport whose picture is shown. */
  readonly transport: Transport | 'none';
  readonly failure: PlayerState['failure'];
  readonly stopReason: PlayerState['stopReason'];
  /** While live: start of viewing. Otherwise: start of the wait for a picture, or time of the last frame. */
  readonly since: number;
  /** Whether a picture was shown before. */
  readonly hadPicture: boolean;
}

/** Maps the player state to what is shown. `live` requires that frames advance. */
export function playerView(state: PlayerState, now: number): PlayerView {
  const shown = displayState(state, now);
  return {
    state: shown,
    transport: shownTransport(state) ?? 'none',
    failure: state.failure,
    stopReason: state.stopReason,
    since: shown === 'live' ? state.since : (state.lastFrameAt ?? state.since),
    hadPicture: state.lastFrameAt !== null,
  };
}

function displayState(state: PlayerState, now: number): DisplayState {
  if (state.stopReason) return state.stopReason.kind;
  if (!state.isVisible) return 'connecting';
  const isAdvancing = state.lastFrameAt !== null && now - state.lastFrameAt < PLAYBACK_TIMING.frozenAfterMs;
  if (isAdvancing && shownTransport(state)) return 'live';
  if (
    state.failure === 'no-stream' ||
    state.failure === 'camera-paused' ||
    state.reportedStatus === 'offline'
  )
    return 'waiting';
  if (state.lastFrameAt === null) return stateBeforePicture(state);
  const isStalled = state.failure === null || state.failure === 'frozen' || state.failure === 'no-frames';
  return isStalled ? 'stalled' : 'reconnecting';
}

/** An immediate retry and a running HLS fallback are still part of the first attempt for the viewer. */
function stateBeforePicture({ failure, hls }: PlayerState): DisplayState {
  if (failure === null || failure === 'refused' || failure === 'ended') return 'connecting';
  return FALLBACK_FAILURES.includes(failure) && hls.failure === null ? 'connecting' : 'reconnecting';
}
