import { isDatabaseUnavailable } from '../failures/is-database-unavailable';
import { QueryDeadlineExceeded } from './query-deadlines';

it('a query that was never answered means that the database is unavailable', () => {
  expect(isDatabaseUnavailable(new QueryDeadlineExceeded('late'))).toBe(true);
});
