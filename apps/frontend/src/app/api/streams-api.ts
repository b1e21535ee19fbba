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
import { TokenBatch } from './token-batch';

/** Stream tokens and viewing sessions. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class StreamsApi {
  private readonly http = inject(HttpClient);
  private readonly tokens = new TokenBatch(this.http);

  /**
   * Issues a token for a pit, with the URLs to use it. Each viewing session needs its own token. Calls of one task share
   * one request.
   */
  issueToken(
    pitId: number,
    before: Omit<IssueStreamTokenRequest, 'pit_id'> = {},
  ): Promise<StreamTokenResponse> {
    return this.tokens.issue({ pit_id: pitId, ...before });
  }

  /** Issues a token without waiting for other calls of the task: the user has selected this pit. */
  issueTokenNow(pitId: number): Promise<StreamTokenResponse> {
    return this.tokens.issueNow({ pit_id: pitId });
  }

  /** The first hundred current streams of the pits that the user can see. */
  live(): HttpResourceRef<LiveStreamList | undefined> {
    return httpResource<LiveStreamList>(() => `${API_ROOT}/streams?limit=100`);
  }

  /** Renews the leases of sessions by their token ids. @returns the sessions that have ended */
  renewSessions(jtis: string[]): Promise<RenewViewingResponse> {
    const request: RenewViewingRequest = { jtis };
    return firstValueFrom(
      this.http.post<RenewViewingResponse>(`${API_ROOT}/streams/sessions/renewal`, request),
    );
  }

  /** The newest hundred active viewing sessions of a pit. Nothing is requested while `pitId` returns undefined. */
  activeSessions(pitId: () => number | undefined): HttpResourceRef<ViewingSessionList | undefined> {
    return httpResource<ViewingSessionList>(() =>
      pitId() === undefined
        ? undefined
        : `${API_ROOT}/streams/sessions?pit_id=${pitId()}&active=true&limit=100`,
    );
  }

  /** Ends a session. Responds when it has ended, or after two seconds. */
  endSession(id: number): Promise<ViewingSession> {
    return firstValueFrom(
      this.http.post<ViewingSession>(`${API_ROOT}/streams/sessions/${id}/revocation`, null),
    );
  }
}
