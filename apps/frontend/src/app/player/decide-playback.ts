import { DETOUR_FAILURES, type PlaybackFailure } from './ways/playback-failure';
import type { Leg, Transport } from './ways/playback-leg';
import { PLAYBACK_TIMING } from './ways/playback-timing';
import { isUnstable } from './ways/short-lives';
import type { Situation } from './situation';

/** One thing to do. A `give-up` is a failure that only the clock can tell. */
export type PlaybackStep =
  | { readonly step: 'open'; readonly transport: Transport }
  | { readonly step: 'close'; readonly transport: Transport }
  | { readonly step: 'give-up'; readonly transport: Transport; readonly failure: PlaybackFailure };

/** In the order of preference. */
const TRANSPORTS: readonly Transport[] = ['webrtc', 'hls', 'bridge'];

/**
 * The playback ladder: the next thing to do, or null when all is as it should be. Asked after every event and on a
 * timer until it answers null; it decides from what is, never from how it came to be.
 */
export function decidePlayback(s: Situation, now: number): PlaybackStep | null {
  const needed = neededTransports(s, now);
  for (const transport of TRANSPORTS) {
    const leg = s[transport];
    if (leg.stage !== 'closed') {
      if (!needed[transport]) return { step: 'close', transport };
      const failure = overdue(leg, transport, now);
      if (failure) return { step: 'give-up', transport, failure };
    } else if (needed[transport] && now >= leg.retryAt) {
      return { step: 'open', transport };
    }
  }
  return null;
}

/** Whose picture is in view: WebRTC's as soon as it has one, the bridge's only while nobody else has. */
export function shownTransport(s: Situation): Transport | null {
  return TRANSPORTS.find((transport) => s[transport].stage === 'playing') ?? null;
}

function neededTransports(s: Situation, now: number): Record<Transport, boolean> {
  if (!s.wanted || s.verdict) return { webrtc: false, hls: false, bridge: false };
  // The status event says when: asking a camera that is off ends in a 404. A picture that plays disproves the report.
  if (s.reported === 'offline' && shownTransport(s) === null)
    return { webrtc: false, hls: false, bridge: false };
  const hls = s.can.hls && (!s.can.webrtc || needsDetour(s, now) || keepsPicture(s, now));
  return { webrtc: s.can.webrtc, hls, bridge: needsBridge(s) };
}

/**
 * The bridge goes beside the first attempt of WebRTC, where nobody has seen a picture yet, and until another way has
 * one. It is not tried twice, and never beside a repeated attempt: should it be what disturbed the first (a token serves
 * one address, and a proxy may give each way another one), the second goes undisturbed.
 */
function needsBridge({ webrtc, hls, bridge, instant, lastFrameAt }: Situation): boolean {
  if (webrtc.stage === 'playing' || hls.stage === 'playing') return false;
  if (bridge.stage !== 'closed') return true;
  const first = webrtc.stage !== 'closed' && webrtc.failures === 0 && lastFrameAt === null;
  return instant && first && bridge.failure === null;
}

/** HLS that was begun goes on until WebRTC has a frame of its own: leaving it earlier would darken the picture. */
function keepsPicture({ webrtc, hls }: Situation, now: number): boolean {
  if (webrtc.stage === 'playing') return hls.stage !== 'closed' && provesItself(webrtc, now);
  const underWay = webrtc.stage === 'answered' || webrtc.stage === 'connected';
  return hls.stage === 'playing' || (hls.stage === 'opening' && underWay);
}

/** A transport that was unstable has to last before HLS is left for it. */
function provesItself(webrtc: Leg, now: number): boolean {
  return isUnstable(webrtc.shortLives) && now - webrtc.since < PLAYBACK_TIMING.stableAfter;
}

/** Whether WebRTC's media cannot be expected to come, so that HLS has to carry the picture. */
function needsDetour({ webrtc, codec }: Situation, now: number): boolean {
  const elapsed = now - webrtc.since;
  if (webrtc.stage === 'playing') return false;
  if (webrtc.stage === 'answered' && elapsed >= PLAYBACK_TIMING.connectPatience) return true;
  if (webrtc.stage === 'connected' && elapsed >= PLAYBACK_TIMING.firstFramePatience) return true;
  if (webrtc.failure === null) return false;
  // Releases before v1.10.0 do not pass H.265 on to WebRTC and answer 400 (MediaMTX contract §5).
  const codecRefused = webrtc.failure === 'configuration' && codec !== null && codec !== 'H264';
  return codecRefused || DETOUR_FAILURES.includes(webrtc.failure);
}

/** Without a frame for so long, a picture is given up. */
const SILENCE: Readonly<Record<Transport, number>> = {
  webrtc: PLAYBACK_TIMING.reconnectAfter,
  hls: PLAYBACK_TIMING.hlsReconnectAfter,
  bridge: PLAYBACK_TIMING.frozenAfter,
};

function overdue(leg: Leg, transport: Transport, now: number): PlaybackFailure | null {
  const t = PLAYBACK_TIMING;
  const elapsed = now - leg.since;
  const silent = now - (leg.lastFrameAt ?? now);
  if (leg.stage === 'playing') {
    return silent >= SILENCE[transport] ? 'frozen' : null;
  }
  if (transport === 'bridge') return elapsed >= t.bridgeFirstFrameLimit ? 'no-frames' : null;
  if (transport === 'hls') return elapsed >= t.hlsFirstFrameLimit ? 'no-frames' : null;
  if (leg.stage === 'answered') return elapsed >= t.connectLimit ? 'no-connection' : null;
  return leg.stage === 'connected' && elapsed >= t.firstFrameLimit ? 'no-frames' : null;
}
