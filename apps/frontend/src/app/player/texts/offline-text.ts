import type { Camera } from '@ppf/contracts';
import { text } from './text';

/** The camera fields that the texts depend on. */
export type OfflineCamera = Pick<Camera, 'kind' | 'has_publish_key' | 'allow_list'> &
  Partial<Pick<Camera, 'not_applied'>>;

/** Why an offline camera sends no video. @param camera null while unknown */
export function offlineSentence(camera: OfflineCamera | null): string {
  return camera?.not_applied?.sentence ?? text(`offline.${offlineCause(camera)}`);
}

/** What to check while a camera is offline. @param camera null while unknown */
export function offlineAdvice(camera: OfflineCamera | null): string {
  return camera?.not_applied?.fix ?? text(`advice.${offlineCause(camera)}`);
}

function offlineCause(camera: OfflineCamera | null): 'pull' | 'publish' | 'noKey' {
  if (camera?.kind !== 'push') return 'pull';
  // An address on the allow list can publish without a key.
  return camera.has_publish_key || camera.allow_list.length > 0 ? 'publish' : 'noKey';
}
