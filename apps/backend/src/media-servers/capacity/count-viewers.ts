import { type PathItem } from '@ppf/mediamtx';

/** Who watches a stream, with what the next count needs. */
export interface ViewerCount {
  readonly viewers: number;
  /** When each HLS session was first seen, by its id. Instants in milliseconds. */
  readonly hlsSince: ReadonlyMap<string, number>;
}

/** A stream without HLS sessions: most of them, so all share one. */
export const NO_HLS: ReadonlyMap<string, number> = new Map();

/**
 * An HLS session that only carried the first picture until WebRTC had its own is gone by then: the player leaves it
 * within seconds, and MediaMTX ends it after 30 s without a request, looking each 10 s (v1.20.1, `muxer_instance.go`).
 */
export const HLS_SETTLED_MS = 45_000;

/** A reader of a path. `player`: whose it is, where the media server lists the token (≥ v1.17.1). */
export type ListedReader = PathItem['readers'][number] & { readonly player?: string };

/**
 * Counts those who watch a stream, each once. Pure. Readers of one player count once, whatever transports it uses. The
 * following is for readers whose player is unknown. A player that begins has an HLS session beside its WebRTC session:
 * young HLS sessions count only so far as there are more of them than WebRTC sessions. Up to v1.17.1 one muxer stands
 * for all HLS viewers, and may be there without any (MediaMTX contract §4.1): it is nobody. A viewer who leaves early
 * counts until MediaMTX ends the HLS session.
 * @param before `hlsSince` of the count before.
 */
export function countViewers(
  listed: readonly ListedReader[],
  before: ReadonlyMap<string, number>,
  now: number,
): ViewerCount {
  const players = new Set(listed.flatMap(({ player }) => player ?? [])).size;
  const readers = listed.filter(({ player }) => player === undefined);
  const hls = readers.filter(({ type }) => type === 'hlssession');
  const webrtc = readers.filter(({ type }) => type === 'webrtcsession').length;
  const others = readers.filter(({ type }) => !/^(hls|webrtc)/.test(type)).length;
  if (hls.length === 0) return { viewers: players + webrtc + others, hlsSince: NO_HLS };
  const hlsSince = new Map(hls.map(({ id }) => [id, before.get(id) ?? now]));
  const young = [...hlsSince.values()].filter((since) => now - since < HLS_SETTLED_MS).length;
  const settled = hls.length - young;
  return { viewers: players + webrtc + others + settled + Math.max(0, young - webrtc), hlsSince };
}
