import { CidrList, parseIpAddress } from '@ppf/camera-probe';

/** How Go may write an IPv4 client of a listener that takes both families (RFC 4291 §2.5.5.2). */
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** Addresses from which a camera may publish without its key, read once. */
export class AllowList {
  private constructor(private readonly ranges: CidrList) {}

  /** Null for an empty list: nobody is on it. @throws RangeError for a range that cannot be read. */
  static of(ranges: readonly string[]): AllowList | null {
    return ranges.length === 0 ? null : new AllowList(new CidrList(ranges));
  }

  /** Whether a client of MediaMTX is on it, by its address as the hook tells it. */
  has(ip: string): boolean {
    const address = parseIpAddress(ip.replace(MAPPED, ''));
    return address !== null && this.ranges.has(address);
  }
}
