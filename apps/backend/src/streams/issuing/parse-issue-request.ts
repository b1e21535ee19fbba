import { type IssueStreamTokenRequest, type PitStreamName } from '@ppf/contracts';
import { DomainError, type FieldProblem } from '../../platform/problems/domain-error';
import { message } from '../messages';

/** Largest PostgreSQL `integer`. */
const MAX_ID = 2_147_483_647;
/** Longest token, characters; the same as in `IssueStreamTokenRequest`. */
const MAX_TOKEN_LENGTH = 2048;
const FIELD_NAMES: ReadonlySet<string> = new Set(['pit_id', 'stream', 'follows', 'renews']);

/**
 * Parses the body of `POST /streams/token` by hand: class-transformer and class-validator take a third of the time to
 * issue a token. Its spec compares it with the decorators of `IssueStreamTokenRequest`.
 * @throws DomainError validation-failed
 */
export function parseIssueRequest(body: unknown): IssueStreamTokenRequest {
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  const {
    pit_id: pitId,
    stream,
    follows,
    renews,
  } = fields as Partial<Record<keyof IssueStreamTokenRequest, unknown>>;
  const errors: FieldProblem[] = Object.keys(fields)
    .filter((name) => !FIELD_NAMES.has(name))
    .map((name) => ({ field: name.slice(0, 100), message: message('token.unknown-field') }));
  if (typeof pitId !== 'number' || !Number.isInteger(pitId) || pitId < 1 || pitId > MAX_ID) {
    errors.push({ field: 'pit_id', message: message('token.pit-id', { max: String(MAX_ID) }) });
  }
  const isStream = stream === undefined || stream === 'main' || stream === 'sub';
  if (!isStream) errors.push({ field: 'stream', message: message('token.stream') });
  if (!isTokenField(follows)) errors.push({ field: 'follows', message: tokenMessage() });
  if (!isTokenField(renews)) errors.push({ field: 'renews', message: tokenMessage() });
  if (errors.length > 0) throw new DomainError('validation-failed', { errors });
  return {
    pit_id: pitId as number,
    stream: (stream as PitStreamName | undefined) ?? 'main',
    ...(typeof follows === 'string' ? { follows } : {}),
    ...(typeof renews === 'string' ? { renews } : {}),
  };
}

const tokenMessage = () => message('token.token', { max: String(MAX_TOKEN_LENGTH) });

function isTokenField(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.length <= MAX_TOKEN_LENGTH);
}
