import { formatAge } from '../texts';
import type { FailureCode, ProblemError } from './problem-error';
import { text } from './texts/text';

/** Codes whose detail is written for users and contains more than the catalog. */
const DETAIL_CODES: ReadonlySet<FailureCode> = new Set([
  'camera-address-refused',
  'webhook-address-refused',
  'media-server-unreachable',
]);

/** A problem as text for users: what happened and what to do. A code without a text does not compile. */
export function problemText(error: ProblemError): string {
  const { code, detail, retryAfterSeconds } = error;
  if (code === 'too-many-requests' && retryAfterSeconds !== null && retryAfterSeconds > 0)
    return text('wait', { duration: formatAge(Math.ceil(retryAfterSeconds) * 1000) });
  return DETAIL_CODES.has(code) && detail ? detail : text(code);
}

/** As `problemText`, for a user action, which is not retried automatically. */
export function actionProblemText(error: ProblemError): string {
  const { code } = error;
  return code === 'network' || code === 'not-ready' ? text(`action.${code}`) : problemText(error);
}
