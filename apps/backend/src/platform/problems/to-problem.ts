import { type Problem, PROBLEM_STATUSES, problemType } from '@ppf/contracts';
import type { Locale } from '../messages/message-catalog';
import { textOf } from '../messages/text-of';
import type { DomainError } from './domain-error';
import { message } from './messages';

/** The problem+json body of an error (RFC 9457), in a language. */
export function toProblem({ code, details }: DomainError, requestId: string, locale?: Locale): Problem {
  const { detail, errors, ending } = details;
  return {
    type: problemType(code),
    status: PROBLEM_STATUSES[code],
    title: message(`${code}.title`).text(locale),
    code,
    ...(detail !== undefined && { detail: textOf(detail, locale) }),
    instance: requestId,
    ...(errors && { errors: errors.map((each) => ({ ...each, message: textOf(each.message, locale) })) }),
    ...(ending && { ending }),
  };
}
