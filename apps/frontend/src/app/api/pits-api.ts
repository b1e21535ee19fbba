import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { CreatePitRequest, Pit, PitList, UpdatePitRequest } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT } from './api-root';

/** Pits. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class PitsApi {
  private readonly http = inject(HttpClient);

  /** The first hundred pits of a workshop. Nothing is requested while `workshopId` returns undefined. */
  ofWorkshop(workshopId: () => number | undefined): HttpResourceRef<PitList | undefined> {
    return httpResource<PitList>(() =>
      workshopId() === undefined ? undefined : `${API_ROOT}/workshops/${workshopId()}/pits?limit=100`,
    );
  }

  /** One pit. Nothing is requested while `id` returns undefined. */
  one(id: () => number | undefined): HttpResourceRef<Pit | undefined> {
    return httpResource<Pit>(() => (id() === undefined ? undefined : `${API_ROOT}/pits/${id()}`));
  }

  /** The pit with a number; null if it does not exist or the user has no access. */
  async byNumber(workshopId: number, number: number): Promise<Pit | null> {
    const found = await firstValueFrom(
      this.http.get<PitList>(`${API_ROOT}/workshops/${workshopId}/pits?number=${number}`),
    );
    return found.items[0] ?? null;
  }

  /** Requests a pit once. */
  byId(id: number): Promise<Pit> {
    return firstValueFrom(this.http.get<Pit>(`${API_ROOT}/pits/${id}`));
  }

  /** Creates a pit. */
  create(workshopId: number, request: CreatePitRequest): Promise<Pit> {
    return firstValueFrom(this.http.post<Pit>(`${API_ROOT}/workshops/${workshopId}/pits`, request));
  }

  /** Renames a pit, or removes its name. */
  update(id: number, request: UpdatePitRequest): Promise<Pit> {
    return firstValueFrom(this.http.patch<Pit>(`${API_ROOT}/pits/${id}`, request));
  }

  /** Deletes a pit with its camera. */
  delete(id: number): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${API_ROOT}/pits/${id}`));
  }
}
