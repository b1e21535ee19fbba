import { type SessionItem } from '@ppf/mediamtx';

/** What was seen of a viewer's HLS session at the last look. */
interface BridgeSeen {
  readonly bytesSent: number;
  /** Whether WebRTC was ever seen beside it, with the same token. */
  readonly besideWebrtc: boolean;
}

/** HLS sessions at the last look, by id. */
export type BridgesSeen = ReadonlyMap<string, BridgeSeen>;

/**
 * HLS sessions that only carried the first picture, until WebRTC's came, and are loaded from no more: the media server
 * keeps them for 30 s (MediaMTX contract §6) and lists a viewer twice as long, also one who has left. A bridge loads a
 * part each 0.2 s, so one that sent nothing between two looks is over. HLS that carries a picture for good has a token
 * of its own. Pure.
 */
export function overBridges(
  items: readonly SessionItem[],
  before: BridgesSeen,
): { readonly over: readonly SessionItem[]; readonly seen: BridgesSeen } {
  const overWebrtc = new Set(items.filter(({ kind }) => kind === 'webrtc').map(({ user }) => user));
  const seen = new Map<string, BridgeSeen>();
  const over: SessionItem[] = [];
  for (const item of items) {
    if (item.kind !== 'hls' || item.user === '') continue;
    const last = before.get(item.id);
    const besideWebrtc = overWebrtc.has(item.user) || (last?.besideWebrtc ?? false);
    if (besideWebrtc && last?.bytesSent === item.bytesSent) over.push(item);
    seen.set(item.id, { bytesSent: item.bytesSent, besideWebrtc });
  }
  return { over, seen };
}
