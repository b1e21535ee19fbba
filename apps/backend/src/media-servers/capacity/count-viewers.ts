import { type PathItem } from '@ppf/mediamtx';

/** Number of viewers of a stream, with the state for the next count. */
export interface ViewerCount {
  readonly viewers: number;
  /** When each HLS session was first listed, by its id. Instants in milliseconds. */
  readonly hlsSince: ReadonlyMap<string, number>;
}

/** State of a stream without HLS sessions; one object for all, because most streams have none. */
export const NO_HLS: ReadonlyMap<string, number> = new Map();

const NO_VIEWERS: ViewerCount = { viewers: 0, hlsSince: NO_HLS };

/**
 * Milliseconds after which an HLS session is no longer an HLS preroll of a WebRTC session: the player leaves the preroll
 * within seconds, and MediaMTX checks every 10 s for sessions without a request for 30 s (v1.20.1, `muxer_instance.go`).
 */
export const HLS_SETTLED_MS = 45_000;

/** A reader of a path. `player`: id of its player, where the media server lists the token (≥ v1.17.1). */
export type ListedReader = PathItem['readers'][number] & { readonly player?: string };

/**
 * Counts each viewer of a stream once. Pure. Readers of one player count once, whatever transports it uses. For readers
 * whose player is unknown: a player that starts has an HLS preroll beside its WebRTC session, so new HLS sessions count
 * only as far as they outnumber the WebRTC sessions. Up to v1.17.1 one muxer represents all HLS viewers and exists
 * without any (MediaMTX contract §4.1), so it does not count. A viewer who leaves during the preroll counts until
 * MediaMTX ends the HLS session.
 * @param before `hlsSince` of the previous count.
 */
export function countViewers(
  listed: readonly ListedReader[],
  before: ReadonlyMap<string, number>,
  now: number,
): ViewerCount {
  if (listed.length === 0) return NO_VIEWERS;
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
