import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  CreateMediaServerRequest,
  MediaServerDetails,
  MediaServerList,
  MediaServerPlan,
  UpdateMediaServerRequest,
  WorkshopPlacement,
  WorkshopPlacementList,
} from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT } from './api-root';

const SERVERS = `${API_ROOT}/media-servers`;

/** Media servers, for the operator. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class MediaServersApi {
  private readonly http = inject(HttpClient);

  /** The first hundred media servers. @param isWanted Whether to ask at all. */
  all(isWanted: () => boolean): HttpResourceRef<MediaServerList | undefined> {
    return httpResource<MediaServerList>(() => (isWanted() ? `${SERVERS}?limit=100` : undefined));
  }

  /** The first hundred workshops that are placed on a server. */
  workshops(id: () => number): HttpResourceRef<WorkshopPlacementList | undefined> {
    return httpResource<WorkshopPlacementList>(() => `${SERVERS}/${id()}/workshops?limit=100`);
  }

  /** What differs between the server and what its cameras need. */
  plan(id: number): Promise<MediaServerPlan> {
    return firstValueFrom(this.http.get<MediaServerPlan>(`${SERVERS}/${id}/plan`));
  }

  /** Has it brought in line; tells with what. */
  reconcile(id: number): Promise<MediaServerPlan> {
    return firstValueFrom(this.http.post<MediaServerPlan>(`${SERVERS}/${id}/reconciliation`, null));
  }

  /** Another one. */
  create(request: CreateMediaServerRequest): Promise<MediaServerDetails> {
    return firstValueFrom(this.http.post<MediaServerDetails>(SERVERS, request));
  }

  /** Changes its name or addresses. */
  update(id: number, request: UpdateMediaServerRequest): Promise<MediaServerDetails> {
    return firstValueFrom(this.http.patch<MediaServerDetails>(`${SERVERS}/${id}`, request));
  }

  /** Removes one that carries nothing. */
  remove(id: number): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${SERVERS}/${id}`));
  }

  /** Moves its workshops to the others. Takes as long as the others need. */
  drain(id: number): Promise<MediaServerDetails> {
    return firstValueFrom(this.http.post<MediaServerDetails>(`${SERVERS}/${id}/drain`, null));
  }

  /** Takes it into use again. */
  undoDrain(id: number): Promise<MediaServerDetails> {
    return firstValueFrom(this.http.delete<MediaServerDetails>(`${SERVERS}/${id}/drain`));
  }

  /** Moves a workshop to it. */
  place(workshopId: number, id: number): Promise<WorkshopPlacement> {
    const url = `${API_ROOT}/workshops/${workshopId}/media-server`;
    return firstValueFrom(this.http.put<WorkshopPlacement>(url, { media_server_id: id }));
  }
}
