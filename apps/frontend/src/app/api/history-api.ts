import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { PitHistory } from '@ppf/contracts';
import { API_ROOT } from './api-root';

/** Uptime and outages of pits. */
@Injectable({ providedIn: 'root' })
export class HistoryApi {
  /** History of a pit since an instant, with its newest 50 outages. Nothing is requested while `of` returns undefined. */
  ofPit(of: () => { id: number; from: Date } | undefined): HttpResourceRef<PitHistory | undefined> {
    return httpResource<PitHistory>(() => {
      const query = of();
      return (
        query && { url: `${API_ROOT}/pits/${query.id}/history`, params: { from: query.from.toISOString() } }
      );
    });
  }
}
