import type ipaddr from 'ipaddr.js';
import { isIpv4InIpv6 } from './embedded-address';
import { type IpAddress, parseIpAddress } from './ip-address';

/** A range of addresses (RFC 4632): `10.0.0.0/8`, `fd00::/8`. An address alone is a range of one. */
export type Cidr = string;

interface Range {
  readonly network: IpAddress;
  readonly prefix: number;
}

/** A set of ranges. */
export class CidrList {
  private readonly ranges: readonly Range[];

  /** @throws RangeError when a range is not valid: a misread policy could allow every address. */
  constructor(ranges: readonly Cidr[]) {
    this.ranges = ranges.map((range) => {
      const parsed = parseRange(range);
      if (parsed === null)
        throw new RangeError(`'${range}' is not a range of addresses such as 192.168.0.0/16.`);
      return parsed;
    });
  }

  /** Whether a range of the same family contains the address. */
  has(address: IpAddress): boolean {
    return this.ranges.some((range) => contains(range, address));
  }
}

/** Whether a text is a valid range. */
export function isCidr(text: string): boolean {
  return parseRange(text) !== null;
}

/** Family and length of a range. */
export interface CidrPrefix {
  readonly family: 4 | 6;
  /** Number of fixed bits: 24 for `192.168.0.0/24`. */
  readonly prefix: number;
  /** Whether it is an IPv4 range in the notation of IPv6. */
  readonly isEmbeddedIpv4: boolean;
}

/** Describes a range. Null: the text is not a valid range. */
export function prefixOf(range: Cidr): CidrPrefix | null {
  const parsed = parseRange(range);
  if (parsed === null) return null;
  const { network, prefix } = parsed;
  return { family: network.kind() === 'ipv4' ? 4 : 6, prefix, isEmbeddedIpv4: isIpv4InIpv6(network) };
}

/** Whether `outer` contains every address of `inner`. False for texts that are not ranges. */
export function rangeContains(outer: Cidr, inner: Cidr): boolean {
  const [wide, narrow] = [parseRange(outer), parseRange(inner)];
  return wide !== null && narrow !== null && wide.prefix <= narrow.prefix && contains(wide, narrow.network);
}

// `ipaddr.parseCIDR` would accept further notations of the network.
function parseRange(text: Cidr): Range | null {
  const [address = '', bits, more] = text.split('/');
  const network = parseIpAddress(address);
  if (network === null || more !== undefined) return null;
  const longest = network.kind() === 'ipv4' ? 32 : 128;
  const prefix = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  return prefix < 0 || prefix > longest ? null : { network, prefix };
}

// `match` throws for addresses of different families.
function contains({ network, prefix }: Range, address: IpAddress): boolean {
  return network.kind() === address.kind() && (address as ipaddr.IPv6).match(network as ipaddr.IPv6, prefix);
}
