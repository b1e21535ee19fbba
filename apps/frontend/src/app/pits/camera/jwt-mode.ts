import { computed, inject, Injectable } from '@angular/core';
import { SystemApi } from '../../api/system-api';

/** Why re-encoding is not offered, and what to do instead. */
export const NO_RE_ENCODING =
  'This installation cannot re-encode: its media server checks cameras by itself (JWT mode). Set the camera to H.264 without B-frames. One that cannot, such as an ESP32-CAM, cannot be shown here: ask the operator.';

/** Why addresses that need no key are not offered, and what to do instead. */
export const NO_ALLOW_LIST =
  'Nothing sends without the key here: the media server checks cameras by itself (JWT mode), and looks at keys only. A camera that cannot show a key cannot send here: ask the operator.';

/** Whether the media server checks cameras by itself, and so cannot do everything. While unknown: not. */
@Injectable()
export class JwtMode {
  private readonly info = inject(SystemApi).info(() => true);

  /** True once the installation has said so. */
  readonly isOn = computed(() => this.info.hasValue() && this.info.value()?.media_server.auth === 'jwt');
}
