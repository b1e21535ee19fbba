import ipaddr from 'ipaddr.js';
import type { IpAddress } from './ip-address';

const NAT64 = ipaddr.IPv6.parse('64:ff9b::');
/** ::ffff:a.b.c.d (RFC 4291 §2.5.5.2), ::a.b.c.d (§2.5.5.1, deprecated) and ::ffff:0:a.b.c.d (RFC 2765 §2.1). */
const IPV4_NOTATIONS = ['::ffff:0:0', '::', '::ffff:0:0:0'].map((prefix) => ipaddr.IPv6.parse(prefix));
/** Interface identifiers of ISATAP (RFC 5214 §6.1), as the groups before the IPv4 address. */
const ISATAP = ['0:5efe', '200:5efe'];

/** Whether an IPv6 address is only another notation of an IPv4 address. False for `::` and `::1`. */
export function isIpv4InIpv6(address: IpAddress): boolean {
  if (!isIpv6(address) || ['::', '::1'].includes(address.toString())) return false;
  return IPV4_NOTATIONS.some((prefix) => address.match(prefix, 96));
}

/** The IPv4 address to which a gateway would forward packets for an IPv6 address. Null: none. */
export function embeddedIpv4(address: IpAddress): IpAddress | null {
  if (!isIpv6(address)) return null;
  const bytes = address.toByteArray();
  if (address.parts[0] === 0x2002) return ipaddr.fromByteArray(bytes.slice(2, 6)); // 6to4: RFC 3056 §2
  const groups = address.parts.slice(4, 6).map((part) => part.toString(16));
  const hasIpv4 = address.match(NAT64, 96) || ISATAP.includes(groups.join(':')); // NAT64: RFC 6052 §2.1
  return hasIpv4 ? ipaddr.fromByteArray(bytes.slice(12)) : null;
}

function isIpv6(address: IpAddress): address is ipaddr.IPv6 {
  return address.kind() === 'ipv6';
}
