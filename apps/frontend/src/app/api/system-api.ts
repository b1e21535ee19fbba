import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { SystemInfo } from '@ppf/contracts';
import { API_ROOT } from './api-root';

/** Information about the installation. */
@Injectable({ providedIn: 'root' })
export class SystemApi {
  /** The installation. Nothing is requested while `isEnabled` returns false. */
  info(isEnabled: () => boolean): HttpResourceRef<SystemInfo | undefined> {
    return httpResource<SystemInfo>(() => (isEnabled() ? `${API_ROOT}/system` : undefined));
  }
}
