import { isCidr, prefixOf, rangeContains } from '@ppf/camera-probe';
import type { Message } from '../../../platform/messages/message-catalog';
import { message } from '../../messages';

/** The widest accepted ranges. A camera may publish from them without its key, and so may every other client in them. */
const MIN_PREFIX_LENGTH = { 4: 16, 6: 48 } as const;
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** Validates the allow-list of a camera that pushes. Null: it is valid. Pure. */
export function validateAllowList(entries: readonly string[]): Message | null {
  for (const entry of entries) {
    const range = isCidr(entry) ? prefixOf(entry) : null;
    if (range === null) return message('allow-list.range');
    if (range.isEmbeddedIpv4) return message('allow-list.embedded');
    if (range.prefix < MIN_PREFIX_LENGTH[range.family]) return message('allow-list.too-wide');
  }
  return null;
}

/**
 * Whether an allow-list overlaps with loopback. A client behind a proxy on the media server's machine has a loopback
 * address, and would be allowed to publish in place of the camera.
 */
export function containsLoopback(entries: readonly string[]): boolean {
  return entries.some((entry) =>
    LOOPBACK.some((range) => rangeContains(range, entry) || rangeContains(entry, range)),
  );
}
