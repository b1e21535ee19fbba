import { type SessionItem } from '@ppf/mediamtx';

/** What was seen of a viewer's HLS session at the last look. */
interface BridgeSeen {
  readonly bytesSent: number;
  /** When it was first seen to have sent so much, ms. */
  readonly since: number;
  /** Whether WebRTC was ever seen beside it, with the same token. */
  readonly besideWebrtc: boolean;
}

/** HLS sessions at the last look, by id. */
export type BridgesSeen = ReadonlyMap<string, BridgeSeen>;

/** Without a byte for so long nobody loads from it, ms. Two looks may be milliseconds apart: one follows each view's end. */
const IDLE_MS = 1500;

/**
 * HLS sessions that only carried the first picture, until WebRTC's came, and are loaded from no more: the media server
 * keeps them for 30 s (MediaMTX contract §6) and lists a viewer twice as long, also one who has left. A bridge loads a
 * part each 0.2 s, so one that sends nothing is over. HLS that carries a picture for good has a token
 * of its own. Pure.
 */
export function overBridges(
  items: readonly SessionItem[],
  before: BridgesSeen,
  now: Date,
): { readonly over: readonly SessionItem[]; readonly seen: BridgesSeen } {
  const overWebrtc = new Set(items.filter(({ kind }) => kind === 'webrtc').map(({ user }) => user));
  const seen = new Map<string, BridgeSeen>();
  const over: SessionItem[] = [];
  for (const item of items) {
    if (item.kind !== 'hls' || item.user === '') continue;
    const last = before.get(item.id);
    const besideWebrtc = overWebrtc.has(item.user) || (last?.besideWebrtc ?? false);
    const since = last?.bytesSent === item.bytesSent ? last.since : now.getTime();
    if (besideWebrtc && now.getTime() - since >= IDLE_MS) over.push(item);
    seen.set(item.id, { bytesSent: item.bytesSent, since, besideWebrtc });
  }
  return { over, seen };
}
