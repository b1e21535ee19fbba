import { type IssueStreamTokenRequest, type PitStreamName } from '@ppf/contracts';
import { DomainError, type FieldProblem } from '../../platform/problems/domain-error';
import { message } from '../messages';

/** Largest PostgreSQL `integer`. */
const MAX_ID = 2_147_483_647;
/** Longest token, characters; the same as in `IssueStreamTokenRequest`. */
const MAX_TOKEN_LENGTH = 2048;
/** Most tokens in one request; the same as in `IssueStreamTokensRequest`. */
const MAX_ITEMS = 50;
const FIELD_NAMES: ReadonlySet<string> = new Set(['pit_id', 'stream', 'follows', 'renews']);

/**
 * Parses the body of `POST /streams/token` by hand: class-transformer and class-validator take a third of the time to
 * issue a token. Its spec compares it with the decorators of `IssueStreamTokenRequest`.
 * @throws DomainError validation-failed
 */
export function parseIssueRequest(body: unknown): IssueStreamTokenRequest {
  const errors: FieldProblem[] = [];
  const request = parseItem(body, '', errors);
  if (errors.length > 0) throw new DomainError('validation-failed', { errors });
  return request;
}

/**
 * Parses the body of `POST /streams/tokens`. One invalid item rejects all, because the client is faulty.
 * @throws DomainError validation-failed
 */
export function parseIssueRequests(body: unknown): IssueStreamTokenRequest[] {
  const { items, ...others } = fieldsOf(body);
  const errors = unknownFields(Object.keys(others), '');
  const isList = Array.isArray(items) && items.length >= 1 && items.length <= MAX_ITEMS;
  if (!isList) {
    const max = String(MAX_ITEMS);
    errors.push({ field: 'items', message: message('token.items', { max }) });
  }
  const requests = isList ? items.map((item, at) => parseItem(item, `items.${at}.`, errors)) : [];
  if (errors.length > 0) throw new DomainError('validation-failed', { errors });
  return requests;
}

/** @param prefix Path of the item in the body. @param errors Takes the invalid fields; with any, the result is not usable. */
function parseItem(body: unknown, prefix: string, errors: FieldProblem[]): IssueStreamTokenRequest {
  const fields = fieldsOf(body);
  const { pit_id: pitId, stream, follows, renews } = fields;
  const unknown = Object.keys(fields).filter((name) => !FIELD_NAMES.has(name));
  errors.push(...unknownFields(unknown, prefix));
  if (typeof pitId !== 'number' || !Number.isInteger(pitId) || pitId < 1 || pitId > MAX_ID) {
    errors.push({ field: `${prefix}pit_id`, message: message('token.pit-id', { max: String(MAX_ID) }) });
  }
  const isStream = stream === undefined || stream === 'main' || stream === 'sub';
  if (!isStream) errors.push({ field: `${prefix}stream`, message: message('token.stream') });
  if (!isTokenField(follows)) errors.push({ field: `${prefix}follows`, message: tokenMessage() });
  if (!isTokenField(renews)) errors.push({ field: `${prefix}renews`, message: tokenMessage() });
  return {
    pit_id: pitId as number,
    stream: (stream as PitStreamName | undefined) ?? 'main',
    ...(typeof follows === 'string' ? { follows } : {}),
    ...(typeof renews === 'string' ? { renews } : {}),
  };
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return isObject ? (body as Record<string, unknown>) : {};
}

function unknownFields(names: readonly string[], prefix: string): FieldProblem[] {
  return names.map((name) => ({
    field: `${prefix}${name.slice(0, 100)}`,
    message: message('token.unknown-field'),
  }));
}

const tokenMessage = () => message('token.token', { max: String(MAX_TOKEN_LENGTH) });

function isTokenField(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.length <= MAX_TOKEN_LENGTH);
}
