import type { CandidateKind, ChainFaultCode, PlayerFailure, PlayerFindings } from '@ppf/contracts';
import type { Message } from '../../platform/messages/message-catalog';
import type { PitFacts, ServerSideFacts } from '../facts/pit-facts';
import { message } from '../messages';
import { clockDetail } from './decide-server-side';
import { fault, ok, type StepFinding, unknown, warning } from './step-finding';
import { dismiss, isPlaying, isPlayingOverWebrtc, warnWhilePlaying } from './playback-evidence';

/** A higher latency is reported. */
const MAX_LATENCY_MS = 3_000;
/** A larger offset of the browser's clock is reported. */
const MAX_CLOCK_OFFSET_MS = 5 * 60_000;
/** How long a denial of the auth hook explains a refused token. */
const MAX_DENIAL_AGE_MS = 5 * 60_000;
/** Statuses of a proxy that cannot reach its upstream. */
const GATEWAY = [502, 503, 504];
/** Statuses of MediaMTX for OPTIONS: allowed, denied, unknown path (MediaMTX contract §5). */
const MEDIAMTX_STATUSES = [204, 401, 500];

/** Decides whether browsers can reach WebRTC, and whether media passes. */
export function decideWebrtc(facts: ServerSideFacts): StepFinding {
  const finding = ofPlace(facts) ?? ofWhep(facts);
  // The player's evidence takes precedence over the probes of this service and over settings.
  if (isPlayingOverWebrtc(facts)) {
    const isForOthers = finding.code === 'media-host-is-loopback';
    return isForOthers
      ? warnWhilePlaying(finding, message('detail.plays-here'))
      : dismiss(finding, message('detail.media-passes'));
  }
  return isPlaying(facts) ? warnWhilePlaying(finding, message('detail.over-hls')) : finding;
}

function ofPlace({ addresses }: ServerSideFacts): StepFinding | null {
  if (addresses.mediaIsLoopback && !addresses.pageIsLoopback) return fault('media-host-is-loopback');
  const isMixed = addresses.pageIsHttps && !addresses.mediaIsHttps && !addresses.mediaIsLoopback;
  return isMixed ? fault('media-not-https') : null;
}

function ofWhep(facts: ServerSideFacts): StepFinding {
  const { whep } = facts;
  if (!whep) return unknown(message('detail.probe-timeout'));
  const finding = whep.reachability === 'responds' ? decideByResponse(facts) : fault('webrtc-port-closed');
  return { ...finding, ms: whep.ms };
}

function decideByResponse(facts: ServerSideFacts): StepFinding {
  const { whep, player, server } = facts;
  const status = whep?.withoutToken ?? null;
  if (status !== null && GATEWAY.includes(status)) return fault('proxy-cannot-reach-server');
  if (status !== null && !MEDIAMTX_STATUSES.includes(status)) return fault('webrtc-address-wrong');
  // The path exists, but the request had another one: the proxy passed its prefix on.
  if (status === 500 && server?.hasPath) return fault('webrtc-address-wrong');
  if (whep?.corsAllows === false) return fault('cors-refused');
  const { webrtc, trouble } = player?.findings ?? {};
  if (webrtc === 'no-connection') return whyNoMedia(facts);
  if (webrtc === 'server-unreachable' || trouble === 'server-unreachable')
    return fault('browser-cannot-reach-media');
  return ok(message('detail.whep-responds'));
}

function whyNoMedia({ player, addresses, server }: ServerSideFacts): StepFinding {
  const offered = player?.findings.candidates ?? [];
  const none = (...kinds: readonly CandidateKind[]) =>
    offered.length > 0 && !offered.some((kind) => kinds.includes(kind));
  const hasNoUsableCandidate = addresses.mediaIsPublic
    ? none('public', 'name')
    : !addresses.mediaIsLoopback && none('public', 'name', 'private');
  const { udpPort, additionalHosts, iceServers } = server?.settings?.webrtc ?? {};
  const parts = [
    udpPort ? message('detail.udp-port', { port: udpPort }).text() : null,
    additionalHosts
      ? message('detail.ice-hosts', { hosts: additionalHosts.length, servers: iceServers ?? 0 }).text()
      : null,
  ].filter((part) => part !== null);
  const detail = parts.length > 0 ? parts.join(', ') : undefined;
  return fault(hasNoUsableCandidate ? 'ice-hosts-missing' : 'udp-blocked', detail);
}

/** Findings for failures that only the player can report. */
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

/** Decides whether the browser plays the video. */
export function decideBrowser({ player, hook, at }: PitFacts): StepFinding {
  if (!player) return unknown(message('detail.no-player'));
  const { findings, clockAheadMs } = player;
  const { state, transport, ended, trouble, latency_ms: latency, fps } = findings;
  if (ended)
    return fault(ended === 'lease-ended' || ended === 'time-limit' ? 'lease-ended' : 'viewing-ended');
  if (state === 'unsupported') return fault('browser-codec');
  if (state !== 'live') {
    const failures = [trouble, findings.webrtc, findings.hls];
    const code = failures.map((failure) => failure && FAILURES[failure]).find((each) => each);
    if (!code)
      return unknown(
        message(state === 'connecting' ? 'detail.player-connecting' : 'detail.player-without-picture'),
      );
    const isFresh =
      hook.lastReadDenial !== null && at.getTime() - hook.lastReadDenial.at.getTime() < MAX_DENIAL_AGE_MS;
    return fault(code, code === 'token-refused' && isFresh ? hook.lastReadDenial?.reason : undefined);
  }
  if (latency && latency > MAX_LATENCY_MS)
    return warning('lag', message('detail.behind', { seconds: (latency / 1000).toFixed(1) }));
  if (Math.abs(clockAheadMs) > MAX_CLOCK_OFFSET_MS)
    return warning('browser-clock', clockDetail(clockAheadMs));
  return ok(playsDetail(transport, fps));
}

function playsDetail(transport: PlayerFindings['transport'], fps: number | null | undefined): Message {
  const name = transport === 'webrtc' ? 'WebRTC' : transport === 'hls' ? 'HLS' : null;
  if (name === null) return fps ? message('detail.plays-at', { fps }) : message('detail.plays');
  return fps
    ? message('detail.plays-over-at', { transport: name, fps })
    : message('detail.plays-over', { transport: name });
}
