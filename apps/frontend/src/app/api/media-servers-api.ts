import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  CreateMediaServerRequest,
  MediaAgentCode,
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

/** Media servers, for operators. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class MediaServersApi {
  private readonly http = inject(HttpClient);

  /** The first hundred media servers. @param isEnabled whether to send the request */
  all(isEnabled: () => boolean): HttpResourceRef<MediaServerList | undefined> {
    return httpResource<MediaServerList>(() => (isEnabled() ? `${SERVERS}?limit=100` : undefined));
  }

  /** The first hundred workshops that are placed on a server. */
  workshops(id: () => number): HttpResourceRef<WorkshopPlacementList | undefined> {
    return httpResource<WorkshopPlacementList>(() => `${SERVERS}/${id()}/workshops?limit=100`);
  }

  /** Differences between the media server and the database. */
  plan(id: number): Promise<MediaServerPlan> {
    return firstValueFrom(this.http.get<MediaServerPlan>(`${SERVERS}/${id}/plan`));
  }

  /** Reconciles the media server. @returns the applied changes */
  reconcile(id: number): Promise<MediaServerPlan> {
    return firstValueFrom(this.http.post<MediaServerPlan>(`${SERVERS}/${id}/reconciliation`, null));
  }

  /** Adds a media server. */
  create(request: CreateMediaServerRequest): Promise<MediaServerDetails> {
    return firstValueFrom(this.http.post<MediaServerDetails>(SERVERS, request));
  }

  /** Changes the name, the addresses or the way of setting paths of a media server. */
  update(id: number, request: UpdateMediaServerRequest): Promise<MediaServerDetails> {
    return firstValueFrom(this.http.patch<MediaServerDetails>(`${SERVERS}/${id}`, request));
  }

  /** Removes a media server without workshops and edges. */
  remove(id: number): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${SERVERS}/${id}`));
  }

  /** Moves all workshops of a media server to others. The duration depends on them. */
  drain(id: number): Promise<MediaServerDetails> {
    return firstValueFrom(this.http.post<MediaServerDetails>(`${SERVERS}/${id}/drain`, null));
  }

  /** Ends the drain of a media server. */
  undoDrain(id: number): Promise<MediaServerDetails> {
    return firstValueFrom(this.http.delete<MediaServerDetails>(`${SERVERS}/${id}/drain`));
  }

  /** Creates a one-time code for a media agent. An earlier unused code is no longer valid. */
  createAgentCode(id: number): Promise<MediaAgentCode> {
    return firstValueFrom(this.http.post<MediaAgentCode>(`${SERVERS}/${id}/agent/code`, null));
  }

  /** Revokes the credential and the code of a media agent. This service sets the paths from then on. */
  revokeAgent(id: number): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${SERVERS}/${id}/agent`));
  }

  /** Moves a workshop to a media server. */
  place(workshopId: number, id: number): Promise<WorkshopPlacement> {
    const url = `${API_ROOT}/workshops/${workshopId}/media-server`;
    return firstValueFrom(this.http.put<WorkshopPlacement>(url, { media_server_id: id }));
  }
}
