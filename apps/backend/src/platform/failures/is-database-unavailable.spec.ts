import { QueryFailedError } from 'typeorm';
import { isDatabaseUnavailable } from './is-database-unavailable';

const coded = (code: string) => Object.assign(new Error('x'), { code });

describe('isDatabaseUnavailable', () => {
  it.each([
    ['a refused connection', coded('ECONNREFUSED'), true],
    ['both families refused', Object.assign(new AggregateError([coded('ECONNREFUSED')]), {}), true],
    ['a shutdown, as TypeORM wraps it', new QueryFailedError('SELECT 1', [], coded('57P01')), true],
    ['a cut connection', new Error('Connection terminated unexpectedly'), true],
    ['an exhausted pool', new Error('timeout exceeded when trying to connect'), true],
    ['a statement that took too long', new QueryFailedError('SELECT', [], coded('57014')), true],
    ['a violated constraint', new QueryFailedError('INSERT', [], coded('23505')), false],
    ['a wrong statement', new QueryFailedError('SELEC', [], coded('42601')), false],
    ['any other error', new Error('boom'), false],
    ['nothing', undefined, false],
  ])('recognizes %s', (_, error, away) => {
    expect(isDatabaseUnavailable(error)).toBe(away);
  });
});
