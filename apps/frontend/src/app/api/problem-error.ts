import type { FieldFault, ProblemCode, ViewingEnding } from '@ppf/contracts';

/** A problem code of the API, or what can go wrong before the API has answered. */
export type FailureCode = ProblemCode | 'network' | 'unreadable-answer';

/** Every failure of a call to our API. Switch on `code`; the prose is for the log. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  /**
   * @param code what went wrong
   * @param status HTTP status; 0 when there was no answer
   * @param detail what is particular to this occurrence, in the API's words
   * @param errors with `validation-failed`: the fields that are not valid
   * @param retryAfterSeconds how long the API asks to wait (RFC 9110 §10.2.3); null when it does not say
   * @param ending with `viewing-ended`: why and when; else null
   */
  constructor(
    readonly code: FailureCode,
    readonly status: number,
    readonly detail: string | null = null,
    readonly errors: readonly FieldFault[] = [],
    readonly retryAfterSeconds: number | null = null,
    readonly ending: ViewingEnding | null = null,
  ) {
    super(detail ?? code);
  }
}

/** What is wrong with one field, in the API's words; null when nothing is. */
export function faultOf(error: ProblemError, field: string): string | null {
  return error.errors.find((fault) => fault.field === field)?.message ?? null;
}
