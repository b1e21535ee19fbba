import { BlockList, isIP } from 'node:net';

/** How Go may write an IPv4 client of a listener that takes both families (RFC 4291 §2.5.5.2). */
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;
const FAMILY = { 4: 'ipv4', 6: 'ipv6' } as const;

/**
 * Addresses from which a camera may publish without its key, read once. By Node's own means: the hook's thread, which
 * asks it, loads no library for cameras.
 */
export class AllowList {
  // One a family: BlockList would find an IPv4-mapped address in the IPv4 ranges.
  private readonly lists = { 4: new BlockList(), 6: new BlockList() };

  private constructor(readonly ranges: readonly string[]) {
    for (const range of ranges) this.add(range);
  }

  /** Null for an empty list: nobody is on it. A range that cannot be read lets nobody in. */
  static of(ranges: readonly string[]): AllowList | null {
    return ranges.length === 0 ? null : new AllowList(ranges);
  }

  /** Whether a client of MediaMTX is on it, by its address as the hook tells it. */
  has(ip: string): boolean {
    const address = ip.replace(MAPPED, '');
    const family = familyOf(address);
    return family !== null && this.lists[family].check(address, FAMILY[family]);
  }

  /** They were checked when they were saved; one bad row of the database must not keep the others from being read. */
  private add(range: string): void {
    const [network = '', bits, more] = range.split('/');
    const family = familyOf(network);
    const prefix =
      bits === undefined ? (family === 4 ? 32 : 128) : /^\d{1,3}$/.test(bits) ? Number(bits) : NaN;
    if (family === null || more !== undefined || !(prefix <= (family === 4 ? 32 : 128))) return;
    this.lists[family].addSubnet(network, prefix, FAMILY[family]);
  }
}

/** Null also for an address with a zone, which BlockList does not take. */
function familyOf(address: string): 4 | 6 | null {
  const family = address.includes('%') ? 0 : isIP(address);
  return family === 4 || family === 6 ? family : null;
}
