import type { CandidateKind, PlayerFindings } from '@ppf/contracts';
import type { PlayerState } from './state/player-state';
import type { PlayerView } from './state/player-view';
import type { PlaybackStats } from './transports/playback';

/** Input besides the player state. */
export interface FindingsContext {
  readonly view: PlayerView;
  /** Statistics of the shown picture; null without one, or if it is not measured. */
  readonly stats: PlaybackStats | null;
  /** Hosts of the media server's ICE candidates. */
  readonly candidateHosts: readonly string[];
  /** ms since 1970. */
  readonly now: number;
}

/** Maps the player state to the findings that troubleshooting uses. Addresses are reduced to their kinds. */
export function toPlayerFindings(
  state: PlayerState,
  { view, stats, candidateHosts, now }: FindingsContext,
): PlayerFindings {
  const latencyMs = stats?.latencyMs;
  const denied = state.stopReason?.kind === 'denied' ? state.stopReason : null;
  return {
    state: view.state,
    // The API's name of the preroll.
    transport: view.transport === 'preroll' ? 'bridge' : view.transport,
    webrtc: state.webrtc.failure,
    hls: state.hls.failure,
    trouble: denied?.reason ?? state.failure,
    ended: denied?.ending?.cause ?? null,
    codec: state.codec?.slice(0, 20) ?? null,
    candidates: [...new Set(candidateHosts.map(classifyCandidate))],
    latency_ms: typeof latencyMs === 'number' ? Math.max(0, Math.round(latencyMs)) : null,
    fps: stats ? Math.round(stats.fps) : null,
    clock: new Date(now).toISOString(),
  };
}

const LOOPBACK = /^(127\.|::1$)/;
const PRIVATE =
  /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)|\.local$/i;

/** Classifies a candidate's host by the networks that can reach it. The range of a host name is unknown. */
export function classifyCandidate(host: string): CandidateKind {
  if (LOOPBACK.test(host)) return 'loopback';
  if (PRIVATE.test(host)) return 'private';
  return host.includes(':') || /^[\d.]+$/.test(host) ? 'public' : 'name';
}
