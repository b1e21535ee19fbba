import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { AccessToken } from './access-token';
import { API_ROOT } from './api-root';
import { parseProblem } from './parse-problem';
import type { ProblemError } from './problem-error';

/**
 * Live events. Read by `fetch`: EventSource cannot send the access token, and HttpClient hands over what has arrived
 * so far again with every piece.
 */
@Injectable({ providedIn: 'root' })
export class EventsApi {
  private readonly accessToken = inject(AccessToken);

  /**
   * Opens the stream of server-sent events: its text, piece by piece. An access token that has ended is renewed first.
   * @param lastEventId the last event that was received; null: none
   * @throws ProblemError
   */
  async open(lastEventId: string | null, signal: AbortSignal): Promise<AsyncIterable<string>> {
    const used = this.accessToken.current()?.access_token;
    const first = used === undefined ? null : await this.ask(used, lastEventId, signal);
    if (first && first.status !== 401) return textOf(first);
    const now = this.accessToken.current()?.access_token;
    const token = now && now !== used ? now : (await this.accessToken.renew()).access_token;
    return textOf(await this.ask(token, lastEventId, signal));
  }

  private async ask(token: string, lastEventId: string | null, signal: AbortSignal): Promise<Response> {
    const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
    const resume = lastEventId === null ? {} : { 'Last-Event-ID': lastEventId };
    try {
      return await fetch(`${API_ROOT}/events`, {
        headers: { ...headers, ...resume },
        cache: 'no-store',
        signal,
      });
    } catch (failure) {
      throw parseProblem(failure);
    }
  }
}

async function textOf(answer: Response): Promise<AsyncIterable<string>> {
  if (!answer.ok || !answer.body) throw await problemOf(answer);
  return pieces(answer.body);
}

async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

async function problemOf(answer: Response): Promise<ProblemError> {
  const error = await answer.text().catch(() => '');
  const after = answer.headers.get('Retry-After');
  const headers = new HttpHeaders(after === null ? {} : { 'Retry-After': after });
  return parseProblem(new HttpErrorResponse({ status: answer.status, error, headers }));
}
