import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { IssueStreamTokenRequest, StreamTokenResponse } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT } from './api-root';

/** Stream tokens. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class StreamsApi {
  private readonly http = inject(HttpClient);

  /** A token to watch a pit, and the addresses to use it with. One token, one viewing session: ask for each anew. */
  issueToken(pitId: number): Promise<StreamTokenResponse> {
    const request: IssueStreamTokenRequest = { pit_id: pitId };
    return firstValueFrom(this.http.post<StreamTokenResponse>(`${API_ROOT}/streams/token`, request));
  }
}
