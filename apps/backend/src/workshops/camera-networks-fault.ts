import { isCidr, isPublicRange, rangeHolds } from '@ppf/camera-probe';
import { type Networks, PUBLIC_NETWORKS } from '../config/networks.setting';

/** What is wrong with the networks that a workshop wants for its cameras; null: nothing. Pure. */
export function cameraNetworksFault(wanted: readonly string[], allowed: Networks): string | null {
  for (const entry of wanted) {
    if (entry === PUBLIC_NETWORKS) {
      if (!allowed.allowPublic) return 'must not hold `public`: the operator allows no public addresses';
      continue;
    }
    if (!isCidr(entry)) return 'must hold ranges such as 192.168.2.0/24, or the word public';
    const within = allowed.allow.some((range) => rangeHolds(range, entry));
    if (!within && !(allowed.allowPublic && isPublicRange(entry)))
      return 'must hold no range outside of those that the operator allows (CAMERA_NETWORKS)';
  }
  return null;
}
