import { HttpErrorResponse } from '@angular/common/http';
import {
  type FieldFault,
  PROBLEM_CODES,
  type ProblemCode,
  REVOCATION_CAUSES,
  type ViewingEnding,
} from '@ppf/contracts';
import { ProblemError } from './problem-error';

/** Maps a failure of HttpClient to a `ProblemError`. Proxies respond without problem+json; there, the status decides. */
export function parseProblem(failure: unknown): ProblemError {
  if (failure instanceof ProblemError) return failure;
  if (!(failure instanceof HttpErrorResponse) || failure.status === 0) return new ProblemError('network', 0);
  const retryAfterSeconds = parseSeconds(failure.headers.get('Retry-After'));
  return toProblemError(parseBody(failure.error), failure.status, retryAfterSeconds);
}

/** Maps the body of a problem to a `ProblemError`. @param body null if it is not readable; then the status decides */
export function toProblemError(
  body: Readonly<Record<string, unknown>> | null,
  status: number,
  retryAfterSeconds: number | null,
): ProblemError {
  return new ProblemError(
    parseCode(body?.['code']) ?? codeByStatus(status),
    status,
    typeof body?.['detail'] === 'string' ? body['detail'] : null,
    parseFieldErrors(body?.['errors']),
    retryAfterSeconds,
    parseEnding(body?.['ending']),
  );
}

function parseBody(error: unknown): Record<string, unknown> | null {
  if (typeof error === 'object' && error !== null) return error as Record<string, unknown>;
  if (typeof error !== 'string') return null;
  try {
    const parsed: unknown = JSON.parse(error);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function parseCode(value: unknown): ProblemCode | null {
  return PROBLEM_CODES.find((code) => code === value) ?? null;
}

/** Maps the status of a proxy's response to a code. */
function codeByStatus(status: number): ProblemError['code'] {
  if (status === 401) return 'not-signed-in';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'route-not-found';
  if (status === 413) return 'body-too-large';
  if (status === 429) return 'too-many-requests';
  if (status === 502 || status === 503 || status === 504) return 'not-ready';
  return status >= 500 ? 'internal-error' : 'unreadable-answer';
}

function parseFieldErrors(value: unknown): FieldFault[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (fault): fault is FieldFault => typeof fault?.field === 'string' && typeof fault?.message === 'string',
  );
}

function parseSeconds(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function parseEnding(value: unknown): ViewingEnding | null {
  if (typeof value !== 'object' || value === null) return null;
  const { cause: reportedCause, at } = value as Record<string, unknown>;
  const cause = REVOCATION_CAUSES.find((each) => each === reportedCause);
  return cause && typeof at === 'string' ? { cause, at } : null;
}
