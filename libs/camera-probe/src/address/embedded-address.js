const LOW_32 = 0xffffffffn;
const NAT64 = 0x0064ff9b0000000000000000n;
const ISATAP = new Set([0x00005efen, 0x02005efen]);
/** An IPv6 address that is only another way to write an IPv4 one. */
export function isIpv4InDisguise({ family, value }) {
  const prefix = value >> 32n;
  // ::ffff:a.b.c.d (RFC 4291 §2.5.5.2), ::a.b.c.d (§2.5.5.1, deprecated) and ::ffff:0:a.b.c.d (RFC 2765 §2.1).
  return family === 6 && (prefix === 0xffffn || prefix === 0n || prefix === 0xffff0000n) && value > 1n;
}
/** The IPv4 address to which a gateway would carry on what is sent to an IPv6 one; null: none. */
export function embeddedIpv4({ family, value }) {
  if (family === 4) return null;
  if (value >> 112n === 0x2002n) return { family: 4, value: (value >> 80n) & LOW_32 }; // 6to4: RFC 3056 §2
  if (value >> 32n === NAT64) return { family: 4, value: value & LOW_32 }; // RFC 6052 §2.1
  if (ISATAP.has((value >> 32n) & LOW_32)) return { family: 4, value: value & LOW_32 }; // RFC 5214 §6.1
  return null;
}
