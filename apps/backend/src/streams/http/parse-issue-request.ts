import { type FieldFault, type IssueStreamTokenRequest } from '@ppf/contracts';
import { DomainError } from '../../platform/problems/domain-error';

const MAX_ID = 2_147_483_647;

/**
 * Reads the body of `POST /streams/token` as `IssueStreamTokenRequest` says, by hand: class-transformer and
 * class-validator cost a third of issuing the token. Its test holds it against the DTO's decorators.
 * @throws DomainError validation-failed
 */
export function parseIssueRequest(body: unknown): IssueStreamTokenRequest {
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  const { pit_id: pitId, stream } = fields as Partial<IssueStreamTokenRequest>;
  const errors: FieldFault[] = Object.keys(fields)
    .filter((name) => name !== 'pit_id' && name !== 'stream')
    .map((name) => ({ field: name.slice(0, 100), message: 'is not a field of this request' }));
  if (typeof pitId !== 'number' || !Number.isInteger(pitId) || pitId < 1 || pitId > MAX_ID) {
    errors.push({ field: 'pit_id', message: `must be an integer from 1 to ${MAX_ID}` });
  }
  // Optional: null is as good as absent.
  const isStream = (stream ?? null) === null || stream === 'main' || stream === 'sub';
  if (!isStream) errors.push({ field: 'stream', message: 'must be main or sub' });
  if (errors.length > 0 || typeof pitId !== 'number') throw new DomainError('validation-failed', { errors });
  return { pit_id: pitId, stream: stream ?? 'main' };
}
