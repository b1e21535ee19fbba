import { isIP } from 'node:net';
/**
 * Reads an address in the one notation that we take: dotted decimal without leading zeros, or IPv6 (RFC 4291 §2.2)
 * without a zone. Null: it is none.
 */
export function parseIpAddress(text) {
  const family = text.includes('%') ? 0 : isIP(text);
  if (family === 4) return { family, value: dotted(text) };
  if (family === 6) return { family, value: groups(text) };
  return null;
}
/** An address as Node and people write it: dotted decimal, or eight IPv6 groups. */
export function formatIpAddress({ family, value }) {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  const shifts = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n];
  return shifts.map((shift) => ((value >> shift) & 0xffffn).toString(16)).join(':');
}
function dotted(text) {
  return text.split('.').reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}
function groups(text) {
  const lastColon = text.lastIndexOf(':');
  const tail = text.slice(lastColon + 1);
  const plain = tail.includes('.')
    ? `${text.slice(0, lastColon + 1)}${(dotted(tail) >> 16n).toString(16)}:${(dotted(tail) & 0xffffn).toString(16)}`
    : text;
  const [left = '', right] = plain.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}
