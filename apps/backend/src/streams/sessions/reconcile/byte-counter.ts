import { type SessionItem } from '@ppf/mediamtx';

interface Count {
  /** Bytes of media sessions that ended before this process counted. */
  readonly earlier: number;
  readonly byItem: Map<string, number>;
}

/**
 * Bytes sent to viewing sessions: the sum over all sessions of the media server that carried one, since a player switches
 * from HLS to WebRTC and reloads HLS indexes. The media server drops its count with its session.
 */
export class ByteCounter {
  private readonly counts = new Map<string, Count>();

  /** Adds the media server's current counts. @param recorded Bytes recorded before this process counted. */
  count(jti: string, items: readonly SessionItem[], recorded: number): number {
    const now = items.reduce((sum, { bytesSent }) => sum + bytesSent, 0);
    const count = this.counts.get(jti) ?? { earlier: Math.max(0, recorded - now), byItem: new Map() };
    this.counts.set(jti, count);
    for (const { id, bytesSent } of items)
      count.byItem.set(id, Math.max(bytesSent, count.byItem.get(id) ?? 0));
    return sumOf(count);
  }

  /** Removes and returns the last count; undefined when there was none. */
  take(jti: string): number | undefined {
    const count = this.counts.get(jti);
    this.counts.delete(jti);
    return count && sumOf(count);
  }

  /** Removes all counts: another process has counted since. */
  clear(): void {
    this.counts.clear();
  }
}

function sumOf({ earlier, byItem }: Count): number {
  return [...byItem.values()].reduce((sum, bytes) => sum + bytes, earlier);
}
