import { isCidr, isPublicRange, rangeContains } from '@ppf/camera-probe';
import { type Networks, PUBLIC_NETWORKS } from '../config/networks.setting';
import type { Message } from '../platform/messages/message-catalog';
import { message } from './messages';

/**
 * Validates the networks that a workshop chooses for its cameras. Pure.
 * @param allowed The networks that the operator allows (CAMERA_NETWORKS).
 * @returns what is wrong with them; null: nothing.
 */
export function validateCameraNetworks(networks: readonly string[], allowed: Networks): Message | null {
  for (const network of networks) {
    if (network === PUBLIC_NETWORKS) {
      if (!allowed.allowPublic) return message('camera-networks.public');
      continue;
    }
    if (!isCidr(network)) return message('camera-networks.range');
    const isWithin = allowed.allow.some((range) => rangeContains(range, network));
    if (!isWithin && !(allowed.allowPublic && isPublicRange(network)))
      return message('camera-networks.outside');
  }
  return null;
}
