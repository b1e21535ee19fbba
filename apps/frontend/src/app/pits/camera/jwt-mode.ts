import { computed, inject, Injectable } from '@angular/core';
import { SystemApi } from '../../api/system-api';

/** Whether the installation runs in JWT mode, in which re-encoding and allow lists are not available. Unknown: false. */
@Injectable()
export class JwtMode {
  private readonly info = inject(SystemApi).info(() => true);

  /** True once the API has reported JWT mode. */
  readonly isOn = computed(() => this.info.hasValue() && this.info.value()?.media_server.auth === 'jwt');
}
