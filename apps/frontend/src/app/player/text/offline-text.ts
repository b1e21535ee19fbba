import type { Camera } from '@ppf/contracts';

/** What the words for an offline camera depend on. */
export type OfflineCamera = Pick<Camera, 'kind' | 'has_publish_key' | 'allow_list'>;

/** Why nothing comes from a camera that is offline. @param camera Null: nothing is known of it. */
export function offlineSentence(camera: OfflineCamera | null): string {
  if (camera?.kind !== 'push') return 'The camera is off or cannot be reached.';
  return maySend(camera) ? 'Nothing arrives from the camera.' : 'The camera has no publish key yet.';
}

/** What to look at when a camera is offline. @param camera Null: nothing is known of it. */
export function offlineAdvice(camera: OfflineCamera | null): string {
  if (camera?.kind !== 'push')
    return 'Check the camera’s power and network cable. If both are fine, check its address and password in the pit’s camera settings. The picture comes back by itself.';
  if (!maySend(camera))
    return 'An owner makes the key on the camera’s page. Then it is set at the camera or encoder. The picture comes by itself.';
  return 'Check the camera’s power and network cable. If both are fine, check the address and the publish key that are set in it. The picture comes back by itself.';
}

/** An address on the allow-list sends without a key. */
function maySend({ has_publish_key, allow_list }: OfflineCamera): boolean {
  return has_publish_key || allow_list.length > 0;
}
