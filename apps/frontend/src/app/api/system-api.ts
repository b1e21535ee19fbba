import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { SystemInfo } from '@ppf/contracts';
import { API_ROOT } from './api-root';

/** What the installation tells of itself. */
@Injectable({ providedIn: 'root' })
export class SystemApi {
  /** The installation, while `wanted`. */
  info(wanted: () => boolean): HttpResourceRef<SystemInfo | undefined> {
    return httpResource<SystemInfo>(() => (wanted() ? `${API_ROOT}/system` : undefined));
  }
}
