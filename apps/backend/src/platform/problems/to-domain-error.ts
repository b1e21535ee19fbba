import type { ProblemCode } from '@ppf/contracts';
import { isDatabaseUnavailable } from '../failures/is-database-unavailable';
import { isDiskFull } from '../failures/is-disk-full';
import { DomainError } from './domain-error';
import { message } from './messages';

/** Fastify's own refusals, by its error code (fastify.dev/docs/latest/Reference/Errors). */
const BY_FASTIFY_CODE: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-body',
  FST_ERR_BAD_URL: 'route-not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'route-not-found',
  FST_ERR_NOT_FOUND: 'route-not-found',
};

/** Failures that come as an HTTP status, from Nest or from a plugin. */
const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed-body',
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'route-not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  414: 'route-not-found',
  415: 'unsupported-media-type',
  422: 'validation-failed',
  429: 'too-many-requests',
  503: 'not-ready',
};

/** The problem that anything thrown amounts to. What is not recognized is an internal error. */
export function toDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (isDatabaseUnavailable(thrown))
    return new DomainError('not-ready', {
      detail: message('not-ready.database'),
      retryAfterSeconds: 2,
      cause: thrown,
    });
  if (isDiskFull(thrown))
    return new DomainError('storage-full', { detail: message('storage-full.database'), cause: thrown });
  if (typeof thrown !== 'object' || thrown === null)
    return new DomainError('internal-error', { cause: thrown });
  const { code, status, statusCode, getStatus } = thrown as {
    code?: unknown;
    status?: unknown;
    statusCode?: unknown;
    getStatus?: () => unknown;
  };
  const byCode = typeof code === 'string' ? BY_FASTIFY_CODE[code] : undefined;
  const found = typeof getStatus === 'function' ? getStatus.call(thrown) : (statusCode ?? status);
  const byStatus = typeof found === 'number' ? BY_STATUS[found] : undefined;
  return new DomainError(byCode ?? byStatus ?? 'internal-error', { cause: thrown });
}
