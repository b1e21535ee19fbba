import { type HostVerdict, REFUSAL_TEXTS } from '@ppf/camera-probe';
import { DomainError } from '../../platform/problems/domain-error';

/**
 * Lets pass what may be a camera's address, and a name that cannot be looked up now: it is judged again whenever it is used.
 * @throws DomainError camera-address-refused
 */
export function refuseCameraAddress(verdict: HostVerdict): void {
  if (verdict.kind !== 'refused') return;
  const { sentence, fix } = REFUSAL_TEXTS[verdict.reason];
  throw new DomainError('camera-address-refused', { detail: `${sentence} ${fix}` });
}
