import { QueryFailedError } from 'typeorm';
import { createLogger } from './create-logger';

describe('createLogger', () => {
  const lines: string[] = [];
  const logger = createLogger({ logLevel: 'trace' }, { write: (line: string) => void lines.push(line) });
  const refused = Object.assign(new Error('duplicate key value'), {
    code: '23505',
    detail: 'Key (email)=(ada@example.org) already exists.',
  });
  const failure = new QueryFailedError('INSERT INTO "user" VALUES ($1)', ['$argon2id$hash'], refused);
  beforeEach(() => lines.splice(0));

  it.each<[string, () => void]>([
    ['as the failure itself', () => logger.error(failure)],
    ['beside a message', () => logger.error('It failed.', failure, 'Context')],
    ['as a field', () => logger.error({ err: failure, request: 'id' }, 'It failed.')],
    ['as a cause', () => logger.error({ err: new Error('It failed.', { cause: failure }) })],
  ])('logs a failed query without its values, given %s', (_, log) => {
    log();
    expect(lines.join('')).toContain('duplicate key value');
    expect(lines.join('')).not.toMatch(/argon2id|ada@example/);
  });
});
