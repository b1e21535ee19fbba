import { toWhepError, WhepError } from './whep-error';

describe('toWhepError', () => {
  it.each([
    ['wrong credentials', 401, '{"status":"error","error":"authentication error"}', 'refused'],
    ['a forbidden path', 403, '', 'refused'],
    [
      'wrong credentials up to v1.16.3',
      400,
      '{"error":"authentication failed: server replied with code 401"}',
      'refused',
    ],
    ['a path without a publisher', 404, `{"error":"no one is publishing to path 'a'"}`, 'no-stream'],
    ['an unknown path', 400, `{"error":"path 'a' is not configured"}`, 'configuration'],
    ['a 400 without an error', 400, 'Bad Request', 'configuration'],
    ['a 400 whose error is not a string', 400, '{"error":{"authentication failed":1}}', 'configuration'],
    ['a 400 whose JSON is not an object', 400, 'null', 'configuration'],
    [
      'an error that mentions authentication later',
      400,
      '{"error":"x authentication failed"}',
      'configuration',
    ],
    ['an unsupported track layout', 406, '', 'configuration'],
    ['a server during shutdown', 500, '{"error":"terminated"}', 'configuration'],
    ['a proxy without its server', 502, '<html>', 'unreachable'],
    ['a proxy timeout', 504, '', 'unreachable'],
    ['too many requests', 429, '', 'unreachable'],
    ['a response without a session', 200, '<html>', 'configuration'],
  ])('maps %s', (_, status, body, kind) => {
    expect(toWhepError(status, body)).toMatchObject({ kind, status });
  });

  it('does not repeat the server’s text in the message', () => {
    expect(toWhepError(400, '{"error":"secret-of-the-hook"}').message).not.toContain('secret');
  });
});

describe('WhepError', () => {
  it('has the error of getAccess as its cause', () => {
    const cause = new Error('no token');
    expect(new WhepError('access', null, { cause }).cause).toBe(cause);
  });
});
