import type { HttpClient } from '@angular/common/http';
import type {
  IssueStreamTokenRequest,
  StreamTokenResponse,
  StreamTokenResult,
  StreamTokensResponse,
} from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT } from './api-root';
import { toProblemError } from './parse-problem';
import { ProblemError } from './problem-error';

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

  /** Issues one token immediately. Rejects with `ProblemError`. */
  issueNow(request: IssueStreamTokenRequest): Promise<StreamTokenResponse> {
    return firstValueFrom(this.http.post<StreamTokenResponse>(`${API_ROOT}/streams/token`, request));
  }

  private flush(): void {
    const calls = this.calls;
    this.calls = [];
    for (let start = 0; start < calls.length; start += MAX_ITEMS) {
      const part = calls.slice(start, start + MAX_ITEMS);
      if (part.length === 1) this.issueEach(part);
      else void this.issueTogether(part);
    }
  }

  private issueEach(calls: readonly Call[]): void {
    for (const { request, resolve, reject } of calls) this.issueNow(request).then(resolve, reject);
  }

  private async issueTogether(calls: readonly Call[]): Promise<void> {
    const body = { items: calls.map(({ request }) => request) };
    const response = this.http.post<StreamTokensResponse>(`${API_ROOT}/streams/tokens`, body);
    try {
      const { items } = await firstValueFrom(response);
      calls.forEach(({ resolve, reject }, at) => {
        const result = items[at];
        if (result?.token) resolve(result.token);
        else reject(toItemError(result));
      });
    } catch (error) {
      // During an upgrade, an older backend may receive the request.
      if (error instanceof ProblemError && error.code === 'route-not-found') this.issueEach(calls);
      else for (const { reject } of calls) reject(error);
    }
  }
}

function toItemError(result: StreamTokenResult | undefined): ProblemError {
  const problem = result?.problem ?? null;
  return toProblemError(problem && { ...problem }, problem?.status ?? 0, result?.retry_after_seconds ?? null);
}
