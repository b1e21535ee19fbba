import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { CreatePitRequest, Pit, PitList, UpdatePitRequest } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT } from './api-root';

/** Pits. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class PitsApi {
  private readonly http = inject(HttpClient);

  /** The first hundred pits of a workshop, while `workshopId` gives one. */
  ofWorkshop(workshopId: () => number | undefined): HttpResourceRef<PitList | undefined> {
    return httpResource<PitList>(() =>
      workshopId() === undefined ? undefined : `${API_ROOT}/workshops/${workshopId()}/pits?limit=100`,
    );
  }

  /** One pit, while `id` gives one. */
  one(id: () => number | undefined): HttpResourceRef<Pit | undefined> {
    return httpResource<Pit>(() => (id() === undefined ? undefined : `${API_ROOT}/pits/${id()}`));
  }

  /** The pit of a workshop with a number; null: there is none, or it is not this person's to see. */
  async byNumber(workshopId: number, number: number): Promise<Pit | null> {
    const found = await firstValueFrom(
      this.http.get<PitList>(`${API_ROOT}/workshops/${workshopId}/pits?number=${number}`),
    );
    return found.items[0] ?? null;
  }

  /** A pit, asked for once. */
  byId(id: number): Promise<Pit> {
    return firstValueFrom(this.http.get<Pit>(`${API_ROOT}/pits/${id}`));
  }

  /** A new pit. */
  create(workshopId: number, request: CreatePitRequest): Promise<Pit> {
    return firstValueFrom(this.http.post<Pit>(`${API_ROOT}/workshops/${workshopId}/pits`, request));
  }

  /** Names a pit, or takes its name away. */
  update(id: number, request: UpdatePitRequest): Promise<Pit> {
    return firstValueFrom(this.http.patch<Pit>(`${API_ROOT}/pits/${id}`, request));
  }

  /** Deletes a pit with its camera. */
  delete(id: number): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${API_ROOT}/pits/${id}`));
  }
}
