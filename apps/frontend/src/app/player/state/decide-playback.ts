import { FALLBACK_FAILURES, type PlaybackFailure } from './playback-failure';
import { PLAYBACK_TIMING } from './playback-timing';
import type { PlayerState } from './player-state';
import type { Transport, TransportAttempt } from './transport-attempt';
import { isUnstable } from './unstable-transport';

/** One step to perform. `abandon` is a failure that only the clock detects. */
export type PlaybackStep =
  | { readonly step: 'open'; readonly transport: Transport }
  | { readonly step: 'close'; readonly transport: Transport }
  | { readonly step: 'abandon'; readonly transport: Transport; readonly failure: PlaybackFailure };

/** In order of preference. */
const TRANSPORTS: readonly Transport[] = ['webrtc', 'hls', 'preroll'];

/**
 * Decides the next step, or null when nothing has to change. Called after every event, and periodically, until it
 * returns null. It depends on the current state only, never on the order of events.
 */
export function decidePlayback(state: PlayerState, now: number): PlaybackStep | null {
  const needed = neededTransports(state, now);
  for (const transport of TRANSPORTS) {
    const attempt = state[transport];
    if (attempt.phase !== 'closed') {
      if (!needed[transport]) return { step: 'close', transport };
      const failure = timeoutFailure(attempt, transport, now);
      if (failure) return { step: 'abandon', transport, failure };
    } else if (needed[transport] && now >= attempt.retryAt) {
      return { step: 'open', transport };
    }
  }
  return null;
}

/** The transport whose picture is shown: WebRTC as soon as it plays, the preroll only while no other plays. */
export function shownTransport(state: PlayerState): Transport | null {
  return TRANSPORTS.find((transport) => state[transport].phase === 'playing') ?? null;
}

function neededTransports(state: PlayerState, now: number): Record<Transport, boolean> {
  if (!state.isVisible || state.stopReason) return { webrtc: false, hls: false, preroll: false };
  // A request for an offline camera can only return 404; its status event starts the next attempt. A picture that plays
  // disproves the reported status.
  if (state.reportedStatus === 'offline' && shownTransport(state) === null)
    return { webrtc: false, hls: false, preroll: false };
  const hls =
    state.canPlay.hls && (!state.canPlay.webrtc || needsHlsFallback(state, now) || shouldKeepHls(state, now));
  return { webrtc: state.canPlay.webrtc, hls, preroll: needsPreroll(state) };
}

/**
 * The preroll runs beside the first WebRTC attempt, before any picture was shown, until another transport plays. It has
 * one attempt and never runs beside a repeated WebRTC attempt: a token is bound to one address, so a proxy that gives
 * each transport another address can make the preroll break the first attempt. The second one runs without it.
 */
function needsPreroll({ webrtc, hls, preroll, isPrerollReady, lastFrameAt }: PlayerState): boolean {
  if (webrtc.phase === 'playing' || hls.phase === 'playing') return false;
  if (preroll.phase !== 'closed') return true;
  const isFirst = webrtc.phase !== 'closed' && webrtc.failures === 0 && lastFrameAt === null;
  return isPrerollReady && isFirst && preroll.failure === null;
}

/** HLS stays open until WebRTC has a frame, because closing it earlier would leave a gap in the picture. */
function shouldKeepHls({ webrtc, hls }: PlayerState, now: number): boolean {
  if (webrtc.phase === 'playing') return hls.phase !== 'closed' && isOnProbation(webrtc, now);
  const isUnderWay = webrtc.phase === 'answered' || webrtc.phase === 'connected';
  return hls.phase === 'playing' || (hls.phase === 'opening' && isUnderWay);
}

/** A transport that was unstable has to play for a while before HLS is closed. */
function isOnProbation(webrtc: TransportAttempt, now: number): boolean {
  return isUnstable(webrtc.shortPlaybacks) && now - webrtc.since < PLAYBACK_TIMING.stableAfterMs;
}

/** Whether WebRTC media is not expected to arrive, so that HLS has to carry the picture. */
function needsHlsFallback({ webrtc, codec }: PlayerState, now: number): boolean {
  const elapsedMs = now - webrtc.since;
  if (webrtc.phase === 'playing') return false;
  if (webrtc.phase === 'answered' && elapsedMs >= PLAYBACK_TIMING.connectFallbackMs) return true;
  if (webrtc.phase === 'connected' && elapsedMs >= PLAYBACK_TIMING.firstFrameFallbackMs) return true;
  if (webrtc.failure === null) return false;
  // MediaMTX before v1.10.0 does not forward H.265 to WebRTC and answers 400 (MediaMTX contract §5).
  const isCodecRefused = webrtc.failure === 'configuration' && codec !== null && codec !== 'H264';
  return isCodecRefused || FALLBACK_FAILURES.includes(webrtc.failure);
}

/** Time without a frame after which an attempt is abandoned. */
const FRAME_TIMEOUT_MS: Readonly<Record<Transport, number>> = {
  webrtc: PLAYBACK_TIMING.reconnectAfterMs,
  hls: PLAYBACK_TIMING.hlsReconnectAfterMs,
  preroll: PLAYBACK_TIMING.frozenAfterMs,
};

function timeoutFailure(
  attempt: TransportAttempt,
  transport: Transport,
  now: number,
): PlaybackFailure | null {
  const timing = PLAYBACK_TIMING;
  const elapsedMs = now - attempt.since;
  if (attempt.phase === 'playing') {
    const withoutFrameMs = now - (attempt.lastFrameAt ?? now);
    return withoutFrameMs >= FRAME_TIMEOUT_MS[transport] ? 'frozen' : null;
  }
  if (transport === 'preroll') return elapsedMs >= timing.prerollFirstFrameTimeoutMs ? 'no-frames' : null;
  if (transport === 'hls') return elapsedMs >= timing.hlsFirstFrameTimeoutMs ? 'no-frames' : null;
  if (attempt.phase === 'answered') return elapsedMs >= timing.connectTimeoutMs ? 'no-connection' : null;
  return attempt.phase === 'connected' && elapsedMs >= timing.firstFrameTimeoutMs ? 'no-frames' : null;
}
