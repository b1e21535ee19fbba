import { BlockList, isIP } from 'node:net';

/** IPv4-mapped IPv6, which Go may write for an IPv4 client of a dual-stack listener (RFC 4291 §2.5.5.2). */
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;
const FAMILY = { 4: 'ipv4', 6: 'ipv6' } as const;

/**
 * Addresses from which a camera may publish without its key. Uses Node's own parser, because the hook's thread loads no
 * libraries.
 */
export class AllowList {
  // One per family: BlockList would match an IPv4-mapped address with the IPv4 ranges.
  private readonly lists = { 4: new BlockList(), 6: new BlockList() };

  private constructor(readonly ranges: readonly string[]) {
    for (const range of ranges) this.add(range);
  }

  /** Null for an empty list. An invalid range contains no address. */
  static of(ranges: readonly string[]): AllowList | null {
    return ranges.length === 0 ? null : new AllowList(ranges);
  }

  /** Whether it contains the address of a client, as in a hook request. */
  has(ip: string): boolean {
    const address = ip.replace(MAPPED, '');
    const family = familyOf(address);
    return family !== null && this.lists[family].check(address, FAMILY[family]);
  }

  /** Skips an invalid range: ranges are validated when they are saved, and one bad row must not affect others. */
  private add(range: string): void {
    const [network = '', bits, more] = range.split('/');
    const family = familyOf(network);
    const prefix =
      bits === undefined ? (family === 4 ? 32 : 128) : /^\d{1,3}$/.test(bits) ? Number(bits) : NaN;
    if (family === null || more !== undefined || !(prefix <= (family === 4 ? 32 : 128))) return;
    this.lists[family].addSubnet(network, prefix, FAMILY[family]);
  }
}

/** Null also for an address with a zone, which BlockList does not accept. */
function familyOf(address: string): 4 | 6 | null {
  const family = address.includes('%') ? 0 : isIP(address);
  return family === 4 || family === 6 ? family : null;
}
