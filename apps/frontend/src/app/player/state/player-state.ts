import type { StreamStatus, ViewingEnding } from '@ppf/contracts';
import { type DenialReason, planRetry } from './plan-retry';
import { classifyFailure, playbackDurationMs } from './classify-failure';
import type { PlaybackFailure } from './playback-failure';
import { PLAYBACK_TIMING } from './playback-timing';
import {
  type AttemptPhase,
  closeAttempt,
  enterPhase,
  markOpening,
  NOT_ATTEMPTED,
  type PrimaryTransport,
  recordFrame,
  resetBackoff,
  type Transport,
  type TransportAttempt,
} from './transport-attempt';
import { countShortPlaybacks } from './unstable-transport';

/** Why playback stopped until the user acts. */
export type StopReason =
  | { readonly kind: 'denied'; readonly reason: DenialReason; readonly ending?: ViewingEnding }
  | { readonly kind: 'unsupported'; readonly codec: string | null };

/** The complete input of the player's decisions. Only the functions below change it; they take the time as an argument. */
export interface PlayerState {
  /** Whether the video is visible to the viewer. */
  readonly isVisible: boolean;
  readonly webrtc: TransportAttempt;
  readonly hls: TransportAttempt;
  /** Shows the first picture until WebRTC or HLS has one. */
  readonly preroll: TransportAttempt;
  /** Whether the preroll may run beside the current attempt: the media server has the picture and the device can load it. */
  readonly isPrerollReady: boolean;
  /** Whether this browser can play the camera's codec on each transport. */
  readonly canPlay: Readonly<Record<PrimaryTransport, boolean>>;
  /** Stream status as the API reports it. While `offline`, no request is made until the next status event. */
  readonly reportedStatus: StreamStatus;
  /** Codec name as MediaMTX reports it; null while unknown. */
  readonly codec: string | null;
  /** Start, or newest restart, of viewing. */
  readonly since: number;
  /** Time of the newest frame on any transport since then. */
  readonly lastFrameAt: number | null;
  /** Why there is no picture; null while nothing failed. */
  readonly failure: PlaybackFailure | null;
  /** Since when no publisher is present; null while there is one or it is unknown. */
  readonly noStreamSince: number | null;
  readonly stopReason: StopReason | null;
}

/** Failures that a camera without video causes. */
const ABSENCES: readonly PlaybackFailure[] = ['no-stream', 'camera-paused'];
/** The state before any attempt. */
export function initialPlayerState(now: number): PlayerState {
  return {
    isVisible: false,
    webrtc: NOT_ATTEMPTED,
    hls: NOT_ATTEMPTED,
    preroll: NOT_ATTEMPTED,
    isPrerollReady: false,
    canPlay: { webrtc: true, hls: true },
    reportedStatus: 'unknown',
    codec: null,
    since: now,
    lastFrameAt: null,
    failure: null,
    noStreamSince: null,
    stopReason: null,
  };
}

/** An attempt reached a phase. */
export function onPhase(
  state: PlayerState,
  transport: Transport,
  phase: Exclude<AttemptPhase, 'closed' | 'playing'>,
  now: number,
): PlayerState {
  const next = { ...state, [transport]: enterPhase(state[transport], phase, now) };
  // Each attempt has its own token, and the token reports whether a preroll is ready.
  return transport === 'webrtc' && phase === 'opening' ? { ...next, isPrerollReady: false } : next;
}

/** The token of the WebRTC attempt reports that the media server has the picture, and this device may load it. */
export function onPrerollReady(state: PlayerState): PlayerState {
  return { ...state, isPrerollReady: true };
}

/** An attempt was closed because it is not needed. */
export function onClosed(state: PlayerState, transport: Transport, now: number): PlayerState {
  return { ...state, [transport]: closeAttempt(state[transport], now) };
}

/** A frame was shown or decoded. */
export function onFrame(state: PlayerState, transport: Transport, now: number): PlayerState {
  if (state[transport].phase === 'closed') return state;
  const attempt = recordFrame(state[transport], now);
  return { ...state, [transport]: attempt, lastFrameAt: now, failure: null, noStreamSince: null };
}

/** An attempt failed: it is closed and the retry rules plan the next one. A failed preroll is not shown to the viewer. */
export function onFailure(
  state: PlayerState,
  transport: Transport,
  reported: PlaybackFailure,
  now: number,
  random: number,
): PlayerState {
  if (transport === 'preroll')
    return { ...state, preroll: { ...closeAttempt(state.preroll, now), failure: reported } };
  const before = state[transport];
  const wasStable = before.phase === 'playing' && now - before.since >= PLAYBACK_TIMING.stableAfterMs;
  const isEarlyEnd = reported === 'ended' && now - before.since < PLAYBACK_TIMING.earlyEndMs;
  const shortPlaybacks = countShortPlaybacks(before.shortPlaybacks, playbackDurationMs(before));
  const attempt = { ...before, shortPlaybacks, failures: wasStable ? 0 : before.failures };
  const failure = classifyFailure(reported, attempt, isEarlyEnd);
  const noStreamSince = failure === 'no-stream' ? (state.noStreamSince ?? now) : null;
  const plan = planRetry(failure, attempt, {
    now,
    noStreamSince: noStreamSince ?? now,
    isConnecting: state.reportedStatus === 'connecting',
    random,
  });
  // The camera returned while the request was under way: its event does not come again.
  const isOutdated = failure === 'no-stream' && attempt.isOpenedBeforeLive;
  const failed: TransportAttempt = {
    ...closeAttempt(attempt, now),
    failure,
    // A 404 proves that the server works: the first loss after the camera's return starts a new backoff.
    failures: failure === 'no-stream' ? 0 : attempt.failures + 1,
    refusals: failure === 'refused' ? attempt.refusals + 1 : 0,
    earlyEnds: isEarlyEnd ? attempt.earlyEnds + 1 : 0,
    retryAt: 'retryAt' in plan ? (isOutdated ? now : plan.retryAt) : Infinity,
  };
  const next: PlayerState = { ...state, [transport]: failed, noStreamSince, failure };
  if ('denied' in plan) return { ...next, stopReason: { kind: 'denied', reason: plan.denied } };
  return failure === 'codec' ? disableTransport(next, transport) : next;
}

/** The camera's codec became known, with the transports on which this browser can play it. */
export function onCodec(
  state: PlayerState,
  codec: string | null,
  canPlay: PlayerState['canPlay'],
): PlayerState {
  const stopReason: StopReason | null = canPlay.webrtc || canPlay.hls ? null : { kind: 'unsupported', codec };
  const denied = state.stopReason?.kind === 'denied' ? state.stopReason : null;
  return { ...state, codec, canPlay, stopReason: denied ?? stopReason };
}

/** The API reports a status. `live` starts an attempt immediately if the camera was absent or paused. */
export function onStreamStatus(state: PlayerState, reportedStatus: StreamStatus): PlayerState {
  if (reportedStatus !== 'live') return { ...state, reportedStatus };
  if (state.reportedStatus === 'live') return retryAbsentNow(state);
  const { webrtc, hls } = state;
  return retryAbsentNow({ ...state, reportedStatus, webrtc: markOpening(webrtc), hls: markOpening(hls) });
}

function retryAbsentNow(state: PlayerState): PlayerState {
  if (state.failure !== 'no-stream' && state.failure !== 'camera-paused') return state;
  // A transport with another failure keeps its backoff.
  const retryNow = (attempt: TransportAttempt) =>
    attempt.failure !== null && ABSENCES.includes(attempt.failure) ? { ...attempt, retryAt: 0 } : attempt;
  return { ...state, webrtc: retryNow(state.webrtc), hls: retryNow(state.hls) };
}

/** The video became visible or hidden. Both start over with cleared failures. */
export function onVisibility(state: PlayerState, isVisible: boolean, now: number): PlayerState {
  if (isVisible === state.isVisible) return state;
  const cleared = { since: now, lastFrameAt: null, failure: null, noStreamSince: null };
  const attempts = {
    webrtc: resetBackoff(state.webrtc),
    hls: resetBackoff(state.hls),
    preroll: resetBackoff(state.preroll),
  };
  return { ...state, ...cleared, isVisible, ...attempts };
}

/** The backend ended the viewing session and reported why. Playback stops until the user starts it again. */
export function onSessionEnded(state: PlayerState, ending: ViewingEnding): PlayerState {
  return {
    ...state,
    failure: 'viewing-ended',
    stopReason: { kind: 'denied', reason: 'viewing-ended', ending },
  };
}

/** The user requested another attempt. */
export function onTryNow(state: PlayerState): PlayerState {
  const stopReason = state.stopReason?.kind === 'denied' ? null : state.stopReason;
  return { ...state, stopReason, webrtc: resetBackoff(state.webrtc), hls: resetBackoff(state.hls) };
}

function disableTransport(state: PlayerState, transport: PrimaryTransport): PlayerState {
  return onCodec(state, state.codec, { ...state.canPlay, [transport]: false });
}
