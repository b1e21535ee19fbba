import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';

/** A parsed IP address. */
export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Parses an address in the one accepted notation: dotted decimal without leading zeros, or IPv6 (RFC 4291 §2.2) without a
 * zone. `ipaddr.js` alone would also accept `127.1` and `0x7f.1`. Null: not such an address.
 */
export function parseIpAddress(text: string): IpAddress | null {
  return text.includes('%') || isIP(text) === 0 ? null : ipaddr.parse(text);
}

/** Whether two addresses are equal. An IPv4 address never equals an IPv6 address. */
export function isSameAddress(one: IpAddress, other: IpAddress): boolean {
  const [left, right] = [partsOf(one), partsOf(other)];
  return one.kind() === other.kind() && left.every((part, at) => part === right[at]);
}

function partsOf(address: IpAddress): readonly number[] {
  return 'octets' in address ? address.octets : address.parts;
}
