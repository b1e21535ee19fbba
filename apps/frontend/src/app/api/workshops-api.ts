import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { CreateWorkshopRequest, UpdateWorkshopRequest, Workshop, WorkshopList } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT } from './api-root';

/** Workshops. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class WorkshopsApi {
  private readonly http = inject(HttpClient);

  /** One workshop. Nothing is requested while `id` returns undefined. */
  one(id: () => number | undefined): HttpResourceRef<Workshop | undefined> {
    return httpResource<Workshop>(() => (id() === undefined ? undefined : `${API_ROOT}/workshops/${id()}`));
  }

  /** The first hundred workshops. Nothing is requested while `isEnabled` returns false. */
  all(isEnabled: () => boolean): HttpResourceRef<WorkshopList | undefined> {
    return httpResource<WorkshopList>(() => (isEnabled() ? `${API_ROOT}/workshops?limit=100` : undefined));
  }

  /** Changes a workshop. */
  update(id: number, request: UpdateWorkshopRequest): Promise<Workshop> {
    return firstValueFrom(this.http.patch<Workshop>(`${API_ROOT}/workshops/${id}`, request));
  }

  /** Deletes a workshop that has no pits. */
  delete(id: number): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${API_ROOT}/workshops/${id}`));
  }

  /** Creates a workshop. */
  create(request: CreateWorkshopRequest): Promise<Workshop> {
    return firstValueFrom(this.http.post<Workshop>(`${API_ROOT}/workshops`, request));
  }
}
