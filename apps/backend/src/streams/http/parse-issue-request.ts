import { type FieldFault, type IssueStreamTokenRequest, type PitStreamName } from '@ppf/contracts';
import { DomainError } from '../../platform/problems/domain-error';

const MAX_ID = 2_147_483_647;

/** As `IssueStreamTokenRequest` says. */
const MAX_TOKEN = 2048;
const NAMES: ReadonlySet<string> = new Set(['pit_id', 'stream', 'follows', 'renews']);

/**
 * Reads the body of `POST /streams/token` as `IssueStreamTokenRequest` says, by hand: class-transformer and
 * class-validator cost a third of issuing the token. Its test holds it against the DTO's decorators.
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
  const errors: FieldFault[] = Object.keys(fields)
    .filter((name) => !NAMES.has(name))
    .map((name) => ({ field: name.slice(0, 100), message: 'is not a field of this request' }));
  if (typeof pitId !== 'number' || !Number.isInteger(pitId) || pitId < 1 || pitId > MAX_ID) {
    errors.push({ field: 'pit_id', message: `must be an integer from 1 to ${MAX_ID}` });
  }
  const isStream = stream === undefined || stream === 'main' || stream === 'sub';
  if (!isStream) errors.push({ field: 'stream', message: 'must be main or sub' });
  if (!isToken(follows)) errors.push({ field: 'follows', message: TOKEN_FAULT });
  if (!isToken(renews)) errors.push({ field: 'renews', message: TOKEN_FAULT });
  if (errors.length > 0) throw new DomainError('validation-failed', { errors });
  return {
    pit_id: pitId as number,
    stream: (stream as PitStreamName | undefined) ?? 'main',
    ...(typeof follows === 'string' ? { follows } : {}),
    ...(typeof renews === 'string' ? { renews } : {}),
  };
}

const TOKEN_FAULT = `must be a text of at most ${MAX_TOKEN} characters`;

function isToken(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.length <= MAX_TOKEN);
}
