import type { CandidateKind, ChainFaultCode, PlayerFailure } from '@ppf/contracts';
import type { PitFacts, ServerSideFacts } from '../facts/pit-facts';
import { formatClockOffset } from './decide-server-side';
import { fault, ok, type StepFinding, unknown, warning } from './step-finding';
import { dismiss, isPlaying, isPlayingOverWebrtc, warnWhilePlaying } from './playback-evidence';

/** Later than this is too late to work by: 3 s. */
const LAG_MS = 3_000;
/** A clock that is off by more is told. */
const CLOCK_OFF_MS = 5 * 60_000;
/** What a proxy answers that cannot reach what is behind it. */
const GATEWAY = [502, 503, 504];
/** What MediaMTX answers to an OPTIONS: allowed, refused, or a path that it does not know (MediaMTX contract §5). */
const OF_SERVER = [204, 401, 500];

/** Whether browsers can ask for WebRTC, and its media has a way. */
export function decideWebrtc(facts: ServerSideFacts): StepFinding {
  const finding = ofPlace(facts) ?? ofWhep(facts);
  // What this service reaches, or guesses from settings, is not what the player reaches.
  if (isPlayingOverWebrtc(facts)) {
    const isForOthers = finding.code === 'media-host-is-loopback';
    return isForOthers ? warnWhilePlaying(finding, 'It plays here') : dismiss(finding, 'Media passes');
  }
  return isPlaying(facts) ? warnWhilePlaying(finding, 'The picture comes by HLS') : finding;
}

function ofPlace({ addresses }: ServerSideFacts): StepFinding | null {
  if (addresses.mediaIsLoopback && !addresses.pageIsLoopback) return fault('media-host-is-loopback');
  const isMixed = addresses.pageIsHttps && !addresses.mediaIsHttps && !addresses.mediaIsLoopback;
  return isMixed ? fault('media-not-https') : null;
}

function ofWhep(facts: ServerSideFacts): StepFinding {
  const { whep } = facts;
  if (!whep) return unknown('It was not asked in time');
  const finding = whep.reachability === 'responds' ? judgeAnswer(facts) : fault('webrtc-port-closed');
  return { ...finding, ms: whep.ms };
}

function judgeAnswer(facts: ServerSideFacts): StepFinding {
  const { whep, player, server } = facts;
  const status = whep?.withoutToken ?? null;
  if (status !== null && GATEWAY.includes(status)) return fault('proxy-cannot-reach-server');
  if (status !== null && !OF_SERVER.includes(status)) return fault('webrtc-address-wrong');
  // It knows the path, but is asked for another one: with the proxy's prefix before it.
  if (status === 500 && server?.hasPath) return fault('webrtc-address-wrong');
  if (whep?.corsAllows === false) return fault('cors-refused');
  const { webrtc, trouble } = player?.findings ?? {};
  if (webrtc === 'no-connection') return whyNoMedia(facts);
  if (webrtc === 'server-unreachable' || trouble === 'server-unreachable')
    return fault('browser-cannot-reach-media');
  return ok('It answers; whether media passes is only seen by a player');
}

function whyNoMedia({ player, addresses, server }: ServerSideFacts): StepFinding {
  const offered = player?.findings.candidates ?? [];
  const none = (...kinds: readonly CandidateKind[]) =>
    offered.length > 0 && !offered.some((kind) => kinds.includes(kind));
  const reachesNobody = addresses.mediaIsPublic
    ? none('public', 'name')
    : !addresses.mediaIsLoopback && none('public', 'name', 'private');
  const { udpPort, additionalHosts, iceServers } = server?.settings?.webrtc ?? {};
  const helpers = additionalHosts && `${additionalHosts.length} additional hosts, ${iceServers} ICE servers`;
  const detail = udpPort ? `UDP port ${udpPort}, ${helpers}` : helpers;
  return fault(reachesNobody ? 'ice-hosts-missing' : 'udp-blocked', detail);
}

/** Failures that the player alone can tell, and what they are called. */
const FAILURES: Partial<Readonly<Record<PlayerFailure, ChainFaultCode>>> = {
  'pit-viewers-full': 'pit-viewers-full',
  'workshop-viewers-full': 'workshop-viewers-full',
  'viewer-sessions-full': 'viewer-sessions-full',
  'viewing-ended': 'viewing-ended',
  refused: 'token-refused',
  codec: 'browser-codec',
  browser: 'browser-failed',
  'no-frames': 'nothing-decoded',
  'server-unreachable': 'browser-cannot-reach-media',
};

/** What the browser makes of it. */
export function decideBrowser({ player, hook, at }: PitFacts): StepFinding {
  if (!player) return unknown('No player of yours has told what it sees');
  const { findings, clockAheadMs } = player;
  const { state, transport, ended, trouble, latency_ms: latency, fps } = findings;
  if (ended)
    return fault(ended === 'lease-ended' || ended === 'time-limit' ? 'lease-ended' : 'viewing-ended');
  if (state === 'unsupported') return fault('browser-codec');
  if (state !== 'live') {
    const failures = [trouble, findings.webrtc, findings.hls];
    const code = failures.map((failure) => failure && FAILURES[failure]).find((each) => each);
    if (!code)
      return unknown(state === 'connecting' ? 'The player is connecting' : 'The player has no picture');
    const isFresh =
      hook.lastReadDenial !== null && at.getTime() - hook.lastReadDenial.at.getTime() < CLOCK_OFF_MS;
    return fault(code, code === 'token-refused' && isFresh ? hook.lastReadDenial?.reason : undefined);
  }
  if (latency && latency > LAG_MS) return warning('lag', `${(latency / 1000).toFixed(1)} s behind`);
  if (Math.abs(clockAheadMs) > CLOCK_OFF_MS) return warning('browser-clock', formatClockOffset(clockAheadMs));
  const way = { webrtc: ' by WebRTC', hls: ' by HLS', bridge: '', none: '' }[transport];
  return ok(`It plays${way}${fps ? `, ${fps} frames a second` : ''}`);
}
