import { type Problem, PROBLEM_KINDS, problemType } from '@ppf/contracts';
import type { DomainError } from './domain-error';

/** The body that tells of an error (RFC 9457). */
export function toProblem(error: DomainError, requestId: string): Problem {
  const { code, details } = error;
  return {
    type: problemType(code),
    ...PROBLEM_KINDS[code],
    code,
    ...(details.detail === undefined ? {} : { detail: details.detail }),
    instance: requestId,
    ...(details.errors === undefined ? {} : { errors: [...details.errors] }),
    ...(details.ending === undefined ? {} : { ending: details.ending }),
  };
}
