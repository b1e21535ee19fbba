import { type FieldFault, PROBLEM_KINDS, type ProblemCode, type ViewingEnding } from '@ppf/contracts';

/** What is particular to one occurrence of a problem. Shown to the caller: never put a secret or a value in it. */
export interface ProblemDetails {
  /** One sentence: why, and what to do. */
  readonly detail?: string;
  /** The fields at fault. */
  readonly errors?: readonly FieldFault[];
  /** Why and when a viewing session was ended. */
  readonly ending?: ViewingEnding;
  /** Seconds after which another try makes sense (Retry-After, RFC 9110 §10.2.3). */
  readonly retryAfterSeconds?: number;
  /** What led to it, for the log only. */
  readonly cause?: unknown;
}

/** A refusal or failure with a stable code; answered as problem+json. */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
  ) {
    super(`${code}: ${details.detail ?? PROBLEM_KINDS[code].title}`, { cause: details.cause });
  }
}
