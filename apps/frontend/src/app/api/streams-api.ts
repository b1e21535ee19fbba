import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  IssueStreamTokenRequest,
  LiveStreamList,
  RenewViewingRequest,
  RenewViewingResponse,
  StreamTokenResponse,
  ViewingSession,
  ViewingSessionList,
} from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT } from './api-root';

/** Stream tokens, and who watches with them. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class StreamsApi {
  private readonly http = inject(HttpClient);

  /** A token to watch a pit, and the addresses to use it with. One token, one viewing session: ask for each anew. */
  issueToken(
    pitId: number,
    before: Omit<IssueStreamTokenRequest, 'pit_id'> = {},
  ): Promise<StreamTokenResponse> {
    const request: IssueStreamTokenRequest = { pit_id: pitId, ...before };
    return firstValueFrom(this.http.post<StreamTokenResponse>(`${API_ROOT}/streams/token`, request));
  }

  /** The first hundred streams that exist now, of the pits that the person may see. */
  live(): HttpResourceRef<LiveStreamList | undefined> {
    return httpResource<LiveStreamList>(() => `${API_ROOT}/streams?limit=100`);
  }

  /** Renews the leases of sessions, by the ids of their tokens, and tells which were ended. */
  renewSessions(jtis: string[]): Promise<RenewViewingResponse> {
    const request: RenewViewingRequest = { jtis };
    return firstValueFrom(
      this.http.post<RenewViewingResponse>(`${API_ROOT}/streams/sessions/renewal`, request),
    );
  }

  /** Who watches a pit now, while `pitId` gives one: the newest hundred. */
  watching(pitId: () => number | undefined): HttpResourceRef<ViewingSessionList | undefined> {
    return httpResource<ViewingSessionList>(() =>
      pitId() === undefined
        ? undefined
        : `${API_ROOT}/streams/sessions?pit_id=${pitId()}&active=true&limit=100`,
    );
  }

  /** Ends a session; answers when it is gone, or after two seconds. */
  endSession(id: number): Promise<ViewingSession> {
    return firstValueFrom(
      this.http.post<ViewingSession>(`${API_ROOT}/streams/sessions/${id}/revocation`, null),
    );
  }
}
