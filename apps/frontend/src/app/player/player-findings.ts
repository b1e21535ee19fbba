import type { CandidateKind, PlayerFindings } from '@ppf/contracts';
import type { PictureFigures } from './ways/playback';
import type { PlayerView } from './player-state';
import type { Situation } from './situation';

/** What is known besides the situation. */
export interface SeenNow {
  readonly view: PlayerView;
  /** Of the picture in view; null: none, or not measured. */
  readonly figures: PictureFigures | null;
  /** Where the media server offered to be reached for WebRTC's media. */
  readonly offered: readonly string[];
  /** ms since 1970. */
  readonly now: number;
}

/** What the player sees, as a diagnosis wants it. Addresses stay here: only their kinds are told. */
export function playerFindings(s: Situation, { view, figures, offered, now }: SeenNow): PlayerFindings {
  const latency = figures?.latencyMs;
  const denied = s.verdict?.kind === 'denied' ? s.verdict : null;
  return {
    state: view.state,
    transport: view.transport,
    webrtc: s.webrtc.failure,
    hls: s.hls.failure,
    trouble: denied?.reason ?? s.trouble,
    ended: denied?.ending?.cause ?? null,
    codec: s.codec?.slice(0, 20) ?? null,
    candidates: [...new Set(offered.map(candidateKind))],
    latency_ms: typeof latency === 'number' ? Math.max(0, Math.round(latency)) : null,
    fps: figures ? Math.round(figures.fps) : null,
    clock: new Date(now).toISOString(),
  };
}

const LOOPBACK = /^(127\.|::1$)/;
const PRIVATE =
  /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)|\.local$/i;

/** Who can reach a candidate's address: this machine, this network, everybody; a name tells it to nobody. */
export function candidateKind(host: string): CandidateKind {
  if (LOOPBACK.test(host)) return 'loopback';
  if (PRIVATE.test(host)) return 'private';
  return host.includes(':') || /^[\d.]+$/.test(host) ? 'public' : 'name';
}
