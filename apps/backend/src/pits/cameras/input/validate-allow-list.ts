import { isCidr, prefixOf, rangeContains } from '@ppf/camera-probe';

/** The widest ranges that a camera may publish from without its key: wider ones would let in strangers. */
const MIN_PREFIX_LENGTH = { 4: 16, 6: 48 } as const;

/** What is wrong with an allow-list of a camera that pushes; null: nothing. */
export function validateAllowList(entries: readonly string[]): string | null {
  for (const entry of entries) {
    const range = isCidr(entry) ? prefixOf(entry) : null;
    if (range === null) return 'must hold addresses or ranges such as 192.168.2.9 or 192.168.2.0/24';
    if (range.isEmbeddedIpv4) return 'must hold IPv4 addresses in their usual form, not inside IPv6 ones';
    if (range.prefix < MIN_PREFIX_LENGTH[range.family])
      return 'must hold no range wider than /16 (IPv6: /48): whoever is in it can publish in the camera’s name';
  }
  return null;
}

/**
 * Whether a list holds this machine's own addresses. Whoever comes by way of a proxy on the media server's machine has
 * one of these, and would be let in with the camera.
 */
export function containsLoopback(entries: readonly string[]): boolean {
  return entries.some((entry) =>
    ['127.0.0.0/8', '::1/128'].some((own) => rangeContains(own, entry) || rangeContains(entry, own)),
  );
}
