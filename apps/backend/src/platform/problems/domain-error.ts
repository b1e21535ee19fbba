import type { ProblemCode, ViewingEnding } from '@ppf/contracts';
import type { Message } from '../messages/message-catalog';
import { textOf } from '../messages/text-of';
import { message } from './messages';

/** A field that is not valid. */
export interface FieldProblem {
  /** Where, as a path of names: `email`, `camera.port`. */
  readonly field: string;
  /** What is wrong with it, in one sentence. Never holds the value. */
  readonly message: Message | string;
}

/** What is particular to one occurrence of a problem. It is sent to the client: never put a secret or a value in it. */
export interface ProblemDetails {
  /** Why, and what to do. A message of the module's catalog. */
  readonly detail?: Message | string;
  /** The fields that are not valid. */
  readonly errors?: readonly FieldProblem[];
  /** Why and when a viewing session was ended. */
  readonly ending?: ViewingEnding;
  /** Seconds after which another attempt makes sense (Retry-After, RFC 9110 §10.2.3). */
  readonly retryAfterSeconds?: number;
  /** The error that led to it, for the log only. */
  readonly cause?: unknown;
}

/** A refusal or failure with a stable code; sent as problem+json. */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
  ) {
    super(`${code}: ${textOf(details.detail ?? message(`${code}.title`))}`, { cause: details.cause });
  }
}
