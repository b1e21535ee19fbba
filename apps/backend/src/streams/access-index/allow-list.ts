import { CidrList, parseIpAddress } from '@ppf/camera-probe';

/** How Go may write an IPv4 client of a listener that takes both families (RFC 4291 §2.5.5.2). */
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** Addresses from which a camera may publish without its key, read once. */
export class AllowList {
  private readonly lists: readonly CidrList[];

  private constructor(readonly ranges: readonly string[]) {
    this.lists = ranges.flatMap(readable);
  }

  /** Null for an empty list: nobody is on it. A range that cannot be read lets nobody in. */
  static of(ranges: readonly string[]): AllowList | null {
    return ranges.length === 0 ? null : new AllowList(ranges);
  }

  /** Whether a client of MediaMTX is on it, by its address as the hook tells it. */
  has(ip: string): boolean {
    const address = parseIpAddress(ip.replace(MAPPED, ''));
    return address !== null && this.lists.some((list) => list.has(address));
  }
}

/** One bad row of the database must not keep the others from being read. */
function readable(range: string): CidrList[] {
  try {
    return [new CidrList([range])];
  } catch {
    return [];
  }
}
