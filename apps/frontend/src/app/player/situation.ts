import type { StreamStatus, ViewingEnding } from '@ppf/contracts';
import type { PlaybackFailure } from './ways/playback-failure';
import {
  closed,
  enter,
  forgiven,
  type LastingTransport,
  type Leg,
  type LegStage,
  type Transport,
  UNTRIED,
  withFrame,
} from './ways/playback-leg';
import { countShortLives, isUnstable } from './ways/short-lives';
import { PLAYBACK_TIMING } from './ways/playback-timing';
import { type DenialReason, planRetry } from './plan-retry';

/** Why it is over until somebody acts. */
export type Verdict =
  | { readonly kind: 'denied'; readonly reason: DenialReason; readonly ending?: ViewingEnding }
  | { readonly kind: 'unsupported'; readonly codec: string | null };

/** Everything the player decides from. Changed only by the functions below, which take the time as an argument. */
export interface Situation {
  /** Somebody can see the video. */
  readonly wanted: boolean;
  readonly webrtc: Leg;
  readonly hls: Leg;
  /** Carries the first picture until one of the others has one. */
  readonly bridge: Leg;
  /** Whether the bridge may be used beside the attempt under way: the media server has the picture, we can afford it. */
  readonly instant: boolean;
  /** Which ways this browser can show the camera's codec on. */
  readonly can: Readonly<Record<LastingTransport, boolean>>;
  /** What the API reports of the camera; `offline`: the media server is not asked, the next status event says when. */
  readonly reported: StreamStatus;
  /** The camera's codec as the media server names it; null while unknown. */
  readonly codec: string | null;
  /** Since when somebody waits: when watching began or began again. */
  readonly since: number;
  /** The newest frame that was seen since then, on either way. */
  readonly lastFrameAt: number | null;
  /** What stands between the viewer and the picture; null while there is no fault. */
  readonly trouble: PlaybackFailure | null;
  /** Since when nobody publishes; null while somebody does or nothing is known. */
  readonly absentSince: number | null;
  readonly verdict: Verdict | null;
}

/** Nobody publishes, as the media server or the API says it. */
const ABSENCES: readonly PlaybackFailure[] = ['no-stream', 'camera-paused'];
/** How a picture ends that was there. */
const PICTURE_ENDS: readonly PlaybackFailure[] = ['ended', 'connection-lost', 'frozen', 'browser'];

/** Before anything was tried. */
export function newSituation(now: number): Situation {
  return {
    wanted: false,
    webrtc: UNTRIED,
    hls: UNTRIED,
    bridge: UNTRIED,
    instant: false,
    can: { webrtc: true, hls: true },
    reported: 'unknown',
    codec: null,
    since: now,
    lastFrameAt: null,
    trouble: null,
    absentSince: null,
    verdict: null,
  };
}

/** A leg got further. */
export function onStage(
  s: Situation,
  transport: Transport,
  stage: Exclude<LegStage, 'closed' | 'playing'>,
  now: number,
): Situation {
  const next = { ...s, [transport]: enter(s[transport], stage, now) };
  // Every attempt has a token of its own, which says whether there is a picture at once.
  return transport === 'webrtc' && stage === 'opening' ? { ...next, instant: false } : next;
}

/** The token of the WebRTC attempt says that the media server has the picture at once, and this device may load it. */
export function onInstantPicture(s: Situation): Situation {
  return { ...s, instant: true };
}

/** A leg was closed because it is not needed. */
export function onClosed(s: Situation, transport: Transport, now: number): Situation {
  return { ...s, [transport]: closed(s[transport], now) };
}

/** A frame was shown or decoded. */
export function onFrame(s: Situation, transport: Transport, now: number): Situation {
  if (s[transport].stage === 'closed') return s;
  const leg = withFrame(s[transport], now);
  return { ...s, [transport]: leg, lastFrameAt: now, trouble: null, absentSince: null };
}

/** A leg failed: it is closed, and the retry rules say what comes next. The bridge's end is nobody's trouble. */
export function onFailure(
  s: Situation,
  transport: Transport,
  told: PlaybackFailure,
  now: number,
  random: number,
): Situation {
  if (transport === 'bridge') return { ...s, bridge: { ...closed(s.bridge, now), failure: told } };
  const before = s[transport];
  const stable = before.stage === 'playing' && now - before.since >= PLAYBACK_TIMING.stableAfter;
  const early = told === 'ended' && now - before.since < PLAYBACK_TIMING.endedEarly;
  const shortLives = countShortLives(before.shortLives, livedFor(before));
  const leg = { ...before, shortLives, failures: stable ? 0 : before.failures };
  const failure = meaningOf(told, leg, early);
  const absentSince = failure === 'no-stream' ? (s.absentSince ?? now) : null;
  const plan = planRetry(failure, leg, {
    now,
    absentSince: absentSince ?? now,
    isConnecting: s.reported === 'connecting',
    random,
  });
  const failed: Leg = {
    ...closed(leg, now),
    failure,
    // A server that answers is well: when the camera is back, a loss is met by the first rung again.
    failures: failure === 'no-stream' ? 0 : leg.failures + 1,
    refusals: failure === 'refused' ? leg.refusals + 1 : 0,
    earlyEnds: early ? leg.earlyEnds + 1 : 0,
    retryAt: 'retryAt' in plan ? plan.retryAt : Infinity,
  };
  const next: Situation = { ...s, [transport]: failed, absentSince, trouble: failure };
  if ('denied' in plan) return { ...next, verdict: { kind: 'denied', reason: plan.denied } };
  return failure === 'codec' ? withoutTransport(next, transport) : next;
}

/** From its first to its last frame, ms; null: there was none. */
function livedFor({ stage, since, lastFrameAt }: Leg): number | null {
  return stage === 'playing' && lastFrameAt !== null ? lastFrameAt - since : null;
}

/** Ends that mean more when they repeat: H.264 with B-frames ends at once, an unstable stream after seconds. */
function meaningOf(told: PlaybackFailure, leg: Leg, early: boolean): PlaybackFailure {
  if (early && leg.earlyEnds > 0) return 'ended-early';
  const ofPicture = leg.stage === 'playing' && PICTURE_ENDS.includes(told);
  return ofPicture && isUnstable(leg.shortLives) ? 'unstable' : told;
}

/** The camera's codec became known, with the ways on which this browser can show it. */
export function onCodec(s: Situation, codec: string | null, can: Situation['can']): Situation {
  const verdict: Verdict | null = can.webrtc || can.hls ? null : { kind: 'unsupported', codec };
  const denied = s.verdict?.kind === 'denied' ? s.verdict : null;
  return { ...s, codec, can, verdict: denied ?? verdict };
}

/** The API reports another status. Live: a silent path, or a camera that was paused, is asked at once. */
export function onStreamStatus(s: Situation, reported: StreamStatus): Situation {
  const next = s.reported === reported ? s : { ...s, reported };
  return reported === 'live' ? askedAtOnce(next) : next;
}

function askedAtOnce(s: Situation): Situation {
  if (s.trouble !== 'no-stream' && s.trouble !== 'camera-paused') return s;
  // Only what waited for the camera: a transport that failed otherwise keeps its backoff.
  const due = (leg: Leg) =>
    leg.failure !== null && ABSENCES.includes(leg.failure) ? { ...leg, retryAt: 0 } : leg;
  return { ...s, webrtc: due(s.webrtc), hls: due(s.hls) };
}

/** Somebody can see the video now, or nobody can any more. Coming back starts afresh, whatever failed before. */
export function onWanted(s: Situation, wanted: boolean, now: number): Situation {
  if (wanted === s.wanted) return s;
  const fresh = { since: now, lastFrameAt: null, trouble: null, absentSince: null };
  const legs = { webrtc: forgiven(s.webrtc), hls: forgiven(s.hls), bridge: forgiven(s.bridge) };
  return { ...s, ...fresh, wanted, ...legs };
}

/** The session was ended by us, and the API has said why: nothing is tried until somebody asks for it. */
export function onViewingEnded(s: Situation, ending: ViewingEnding): Situation {
  return { ...s, trouble: 'viewing-ended', verdict: { kind: 'denied', reason: 'viewing-ended', ending } };
}

/** Somebody asks for another try, or the network came back. */
export function onTryNow(s: Situation): Situation {
  const verdict = s.verdict?.kind === 'denied' ? null : s.verdict;
  return { ...s, verdict, webrtc: forgiven(s.webrtc), hls: forgiven(s.hls) };
}

function withoutTransport(s: Situation, transport: LastingTransport): Situation {
  return onCodec(s, s.codec, { ...s.can, [transport]: false });
}
