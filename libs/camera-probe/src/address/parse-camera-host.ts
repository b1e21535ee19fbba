import type { AddressRefusal } from './address-refusal';
import { parseIpAddress } from './ip-address';

/** A parsed host, before a lookup. */
export type CameraHost =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'refused'; readonly reason: AddressRefusal };

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * Distinguishes addresses from names. Notations that only `inet_aton` accepts as addresses (`127.1`, `0x7f.1`,
 * `2130706433`, `0177.0.0.1`) are refused, because parsers interpret them differently. Names are ASCII: an international one is
 * given in its `xn--` form, because some resolvers make dots and digits of other characters.
 */
export function parseCameraHost(text: string): CameraHost {
  const address = parseIpAddress(text);
  if (address !== null) return { kind: 'address', address: text };
  const name = text.toLowerCase().replace(/\.$/, '');
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  // The rule of the URL standard (§3.5, "ends in a number").
  if (/^(\d+|0x[0-9a-f]*)$/.test(last)) return { kind: 'refused', reason: 'odd-notation' };
  if (name.length > 253 || !labels.every((label) => LABEL.test(label)))
    return { kind: 'refused', reason: 'not-a-host' };
  if (last === 'localhost') return { kind: 'name', name: 'localhost' };
  return { kind: 'name', name };
}
