import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { PitHistory } from '@ppf/contracts';
import { API_ROOT } from './api-root';

/** When pits had their picture. */
@Injectable({ providedIn: 'root' })
export class HistoryApi {
  /** Of a pit since an instant, with its newest fifty outages, while `of` gives one. */
  ofPit(of: () => { id: number; from: Date } | undefined): HttpResourceRef<PitHistory | undefined> {
    return httpResource<PitHistory>(() => {
      const asked = of();
      return (
        asked && { url: `${API_ROOT}/pits/${asked.id}/history`, params: { from: asked.from.toISOString() } }
      );
    });
  }
}
