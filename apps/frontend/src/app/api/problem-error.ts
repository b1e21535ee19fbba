import type { FieldFault, ProblemCode, ViewingEnding } from '@ppf/contracts';

/** A problem code of the API, or a failure without a readable response. */
export type FailureCode = ProblemCode | 'network' | 'unreadable-answer';

/** A failed API request. Use `code` for decisions; the message is for logs. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  /**
   * @param code problem code
   * @param status HTTP status; 0 without a response
   * @param detail the API's description of this occurrence
   * @param errors invalid fields, with `validation-failed`
   * @param retryAfterSeconds requested delay (RFC 9110 §10.2.3); null without one
   * @param ending cause and time, with `viewing-ended`; null otherwise
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

/** The API's message for a field; null if the field is valid. */
export function fieldMessage(error: ProblemError, field: string): string | null {
  return error.errors.find((fault) => fault.field === field)?.message ?? null;
}
