import { test } from './fixtures';

test('has a media server', ({ target }) => test.skip(typeof target === 'string', String(target)));
