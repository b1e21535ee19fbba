/**
 * Why no session came to be (MediaMTX contract §5):
 * - `refused`: the credentials are not accepted (401, 403; up to v1.16.3 a 400 that says `authentication failed`);
 * - `no-stream`: nobody publishes now (404); the same request may succeed later;
 * - `configuration`: the server cannot serve this (400, 406, 500: unknown path, no codec in common, stopping);
 * - `unreachable`: no answer of the server itself (network, CORS, a proxy's 502 to 504, 429);
 * - `timeout`: the answer did not come in time;
 * - `access`: the caller's own `access()` failed; `cause` is its error;
 * - `browser`: the peer connection could not be made or did not take the answer.
 */
export type WhepErrorKind =
  'refused' | 'no-stream' | 'configuration' | 'unreachable' | 'timeout' | 'access' | 'browser';

/** The typed failure of an attempt. Its message never holds credentials or a session's address. */
export class WhepError extends Error {
  override readonly name = 'WhepError';

  constructor(
    readonly kind: WhepErrorKind,
    /** HTTP status when the server answered, else null. */
    readonly status: number | null = null,
    options?: ErrorOptions,
  ) {
    super(status === null ? `WHEP: ${kind}` : `WHEP: ${kind} (${status})`, options);
  }
}

/** What a POST's answer other than 201 means. `body` is MediaMTX's JSON or anything else. */
export function errorOfAnswer(status: number, body: string): WhepError {
  return new WhepError(kindOfAnswer(status, body), status);
}

function kindOfAnswer(status: number, body: string): WhepErrorKind {
  if (status === 401 || status === 403) return 'refused';
  if (status === 400 && errorText(body).startsWith('authentication failed')) return 'refused';
  if (status === 404) return 'no-stream';
  if (status === 429 || (status >= 502 && status <= 504)) return 'unreachable';
  return 'configuration';
}

function errorText(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    const error: unknown = typeof parsed === 'object' && parsed !== null && Reflect.get(parsed, 'error');
    return typeof error === 'string' ? error : '';
  } catch {
    return '';
  }
}
