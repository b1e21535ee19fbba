import { type Problem, PROBLEM_KINDS, problemType } from '@ppf/contracts';
import type { DomainError } from './domain-error';

/** The body that tells of an error (RFC 9457). */
export function problemOf(error: DomainError, requestId: string): Problem {
  const { code, particulars } = error;
  return {
    type: problemType(code),
    ...PROBLEM_KINDS[code],
    code,
    ...(particulars.detail === undefined ? {} : { detail: particulars.detail }),
    instance: requestId,
    ...(particulars.errors === undefined ? {} : { errors: [...particulars.errors] }),
    ...(particulars.ending === undefined ? {} : { ending: particulars.ending }),
  };
}
