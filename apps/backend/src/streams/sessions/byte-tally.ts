import { type SessionItem } from '@ppf/mediamtx';

interface Tally {
  /** Of media sessions that ended before this process counted. */
  readonly carried: number;
  readonly byItem: Map<string, number>;
}

/**
 * Bytes of viewing sessions: the sum over all sessions of the media server that carried one, for a player goes from HLS
 * to WebRTC, and loads an HLS index anew. The media server forgets its count with its session.
 */
export class ByteTally {
  private readonly tallies = new Map<string, Tally>();

  /** Takes what the media server counts now. @param recorded Bytes that were recorded before this process counted. */
  count(jti: string, items: readonly SessionItem[], recorded: number): number {
    const now = items.reduce((sum, { bytesSent }) => sum + bytesSent, 0);
    const tally = this.tallies.get(jti) ?? { carried: Math.max(0, recorded - now), byItem: new Map() };
    this.tallies.set(jti, tally);
    for (const { id, bytesSent } of items)
      tally.byItem.set(id, Math.max(bytesSent, tally.byItem.get(id) ?? 0));
    return sumOf(tally);
  }

  /** The last count, which is forgotten; undefined when there was none. */
  take(jti: string): number | undefined {
    const tally = this.tallies.get(jti);
    this.tallies.delete(jti);
    return tally && sumOf(tally);
  }

  /** Forgets everything: another process has counted meanwhile. */
  clear(): void {
    this.tallies.clear();
  }
}

function sumOf({ carried, byItem }: Tally): number {
  return [...byItem.values()].reduce((sum, bytes) => sum + bytes, carried);
}
