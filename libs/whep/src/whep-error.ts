/**
 * Why a session could not be established (MediaMTX contract §5):
 * - `refused`: the credentials were rejected (401, 403; up to v1.16.3 a 400 with `authentication failed`);
 * - `no-stream`: the path has no publisher (404); the same request may succeed later;
 * - `configuration`: the server cannot serve the request (400, 406, 500: unknown path, no common codec, shutdown);
 * - `unreachable`: no response from the server itself (network, CORS, a proxy's 502 to 504, 429);
 * - `timeout`: no response in time;
 * - `access`: `getAccess()` failed; `cause` is its error;
 * - `browser`: the peer connection could not be created or rejected the answer.
 */
export type WhepErrorKind =
  'refused' | 'no-stream' | 'configuration' | 'unreachable' | 'timeout' | 'access' | 'browser';

/** Failure of a session. Its message contains neither credentials nor the session URL. */
export class WhepError extends Error {
  override readonly name = 'WhepError';

  constructor(
    readonly kind: WhepErrorKind,
    /** HTTP status of the response; null without one. */
    readonly status: number | null = null,
    options?: ErrorOptions,
  ) {
    super(status === null ? `WHEP: ${kind}` : `WHEP: ${kind} (${status})`, options);
  }
}

/** Maps a response other than 201 to an error. @param body MediaMTX's JSON or any other text */
export function toWhepError(status: number, body: string): WhepError {
  return new WhepError(classifyResponse(status, body), status);
}

function classifyResponse(status: number, body: string): WhepErrorKind {
  if (status === 401 || status === 403) return 'refused';
  if (status === 400 && parseErrorText(body).startsWith('authentication failed')) return 'refused';
  if (status === 404) return 'no-stream';
  if (status === 429 || (status >= 502 && status <= 504)) return 'unreachable';
  return 'configuration';
}

function parseErrorText(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    const error: unknown = typeof parsed === 'object' && parsed !== null && Reflect.get(parsed, 'error');
    return typeof error === 'string' ? error : '';
  } catch {
    return '';
  }
}
