import { BlockList } from 'node:net';
import { isIpv4InDisguise } from './embedded-address';
import { formatIpAddress, type IpAddress, parseIpAddress } from './ip-address';

/** A range of addresses (RFC 4632): `10.0.0.0/8`, `fd00::/8`. */
export type Cidr = string;

/** Ranges that can be asked whether they hold an address. */
export class CidrList {
  // One a family: BlockList would find an IPv4-mapped address in the IPv4 ranges, and those are not to be exempted.
  private readonly v4 = new BlockList();
  private readonly v6 = new BlockList();

  /** @throws RangeError when a range cannot be read: a policy that is misread would let everything in. */
  constructor(ranges: readonly Cidr[]) {
    for (const range of ranges) this.add(range);
  }

  /** Whether a range of the address's own family holds it. */
  has(address: IpAddress): boolean {
    const list = address.family === 4 ? this.v4 : this.v6;
    return list.check(formatIpAddress(address), address.family === 4 ? 'ipv4' : 'ipv6');
  }

  private add(range: Cidr): void {
    const [network = '', bits, more] = range.split('/');
    const address = parseIpAddress(network);
    const longest = address?.family === 4 ? 32 : 128;
    const prefix = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
    if (address === null || more !== undefined || prefix < 0 || prefix > longest)
      throw new RangeError(`'${range}' is not a range of addresses such as 192.168.0.0/16.`);
    if (address.family === 4) this.v4.addSubnet(network, prefix, 'ipv4');
    else this.v6.addSubnet(network, prefix, 'ipv6');
  }
}

/** Whether a text can be a range in a policy. */
export function isCidr(text: string): boolean {
  try {
    new CidrList([text]);
    return true;
  } catch {
    return false;
  }
}

/** What a range is, in short. */
export interface CidrPrefix {
  readonly family: 4 | 6;
  /** How many bits of an address are fixed: 24 of `192.168.0.0/24`. */
  readonly prefix: number;
  /** IPv4 addresses in the form of IPv6 ones. */
  readonly isEmbeddedIpv4: boolean;
}

/** Reads a range that `isCidr` takes; null for another text. */
export function prefixOf(range: Cidr): CidrPrefix | null {
  const [network = '', bits] = range.split('/');
  const address = isCidr(range) ? parseIpAddress(network) : null;
  if (address === null) return null;
  const prefix = bits === undefined ? (address.family === 4 ? 32 : 128) : Number(bits);
  return { family: address.family, prefix, isEmbeddedIpv4: isIpv4InDisguise(address) };
}

/** Whether every address of `inner` is in `outer`. False for texts that are no ranges. */
export function rangeContains(outer: Cidr, inner: Cidr): boolean {
  const wide = prefixOf(outer);
  const narrow = prefixOf(inner);
  const [network = ''] = inner.split('/');
  const address = parseIpAddress(network);
  if (wide === null || narrow === null || address === null) return false;
  return wide.family === narrow.family && wide.prefix <= narrow.prefix && new CidrList([outer]).has(address);
}
