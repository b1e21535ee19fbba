import type { HttpClient } from '@angular/common/http';
import type { IssueStreamTokenRequest, StreamTokenResponse, StreamTokensResponse } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT } from './api-root';
import { toProblemError } from './parse-problem';

/** Largest number of tokens in one request; the limit of `POST /streams/tokens`. */
const MAX_ITEMS = 50;

interface Call {
  readonly request: IssueStreamTokenRequest;
  readonly resolve: (token: StreamTokenResponse) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects the token requests of one task and sends them as one: a page with many pits requests all of its tokens
 * together. A single one uses the route for one token.
 */
export class TokenBatch {
  private calls: Call[] = [];

  constructor(private readonly http: HttpClient) {}

  /** Rejects with `ProblemError`, of this token alone or of the whole request. */
  issue(request: IssueStreamTokenRequest): Promise<StreamTokenResponse> {
    return new Promise((resolve, reject) => {
      this.calls.push({ request, resolve, reject });
      // A task and not a microtask: the observers that make tiles visible call one after another, with microtasks between.
      if (this.calls.length === 1) setTimeout(() => this.flush());
    });
  }

  private flush(): void {
    const calls = this.calls;
    this.calls = [];
    for (let start = 0; start < calls.length; start += MAX_ITEMS) {
      const part = calls.slice(start, start + MAX_ITEMS);
      const sent = part.length === 1 ? this.sendOne(part[0] as Call) : this.sendAll(part);
      sent.catch((error: unknown) => part.forEach(({ reject }) => reject(error)));
    }
  }

  private async sendOne({ request, resolve }: Call): Promise<void> {
    resolve(await firstValueFrom(this.http.post<StreamTokenResponse>(`${API_ROOT}/streams/token`, request)));
  }

  private async sendAll(calls: readonly Call[]): Promise<void> {
    const body = { items: calls.map(({ request }) => request) };
    const response = this.http.post<StreamTokensResponse>(`${API_ROOT}/streams/tokens`, body);
    const { items } = await firstValueFrom(response);
    calls.forEach(({ resolve, reject }, at) => {
      const result = items[at];
      if (result?.token) return resolve(result.token);
      const problem = result?.problem ?? null;
      reject(
        toProblemError(problem && { ...problem }, problem?.status ?? 0, result?.retry_after_seconds ?? null),
      );
    });
  }
}
