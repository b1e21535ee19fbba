import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { AccessToken } from './access-token';
import { API_ROOT } from './api-root';
import { parseProblem } from './parse-problem';
import type { ProblemError } from './problem-error';

/**
 * Live events. Uses `fetch`, because EventSource can't send the access token, and HttpClient returns all previous data
 * again with every chunk.
 */
@Injectable({ providedIn: 'root' })
export class EventsApi {
  private readonly accessToken = inject(AccessToken);

  /**
   * Opens the stream of server-sent events and returns its text in chunks. An expired access token is refreshed first.
   * @param lastEventId id of the last received event; null without one
   * @throws ProblemError
   */
  async open(lastEventId: string | null, signal: AbortSignal): Promise<AsyncIterable<string>> {
    const used = this.accessToken.current()?.access_token;
    const first = used === undefined ? null : await this.request(used, lastEventId, signal);
    if (first && first.status !== 401) return readText(first);
    const current = this.accessToken.current()?.access_token;
    const token = current && current !== used ? current : (await this.accessToken.refresh()).access_token;
    return readText(await this.request(token, lastEventId, signal));
  }

  private async request(token: string, lastEventId: string | null, signal: AbortSignal): Promise<Response> {
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

async function readText(response: Response): Promise<AsyncIterable<string>> {
  if (!response.ok || !response.body) throw await readProblem(response);
  return readChunks(response.body);
}

async function* readChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

async function readProblem(response: Response): Promise<ProblemError> {
  const error = await response.text().catch(() => '');
  const after = response.headers.get('Retry-After');
  const headers = new HttpHeaders(after === null ? {} : { 'Retry-After': after });
  return parseProblem(new HttpErrorResponse({ status: response.status, error, headers }));
}
