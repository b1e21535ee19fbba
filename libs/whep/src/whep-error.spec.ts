import { errorOfAnswer, WhepError } from './whep-error';

describe('errorOfAnswer', () => {
  it.each([
    ['wrong credentials', 401, '{"status":"error","error":"authentication error"}', 'refused'],
    ['a forbidden path', 403, '', 'refused'],
    [
      'wrong credentials up to v1.16.3',
      400,
      '{"error":"authentication failed: server replied with code 401"}',
      'refused',
    ],
    ['nobody publishing', 404, `{"error":"no one is publishing to path 'a'"}`, 'no-stream'],
    ['an unknown path', 400, `{"error":"path 'a' is not configured"}`, 'configuration'],
    ['a 400 that tells nothing', 400, 'Bad Request', 'configuration'],
    ['a 400 whose error is no text', 400, '{"error":{"authentication failed":1}}', 'configuration'],
    ['a 400 of JSON that is no object', 400, 'null', 'configuration'],
    [
      'a text that mentions authentication later',
      400,
      '{"error":"x authentication failed"}',
      'configuration',
    ],
    ['a track layout that is not supported', 406, '', 'configuration'],
    ['a server that stops', 500, '{"error":"terminated"}', 'configuration'],
    ['a proxy without its server', 502, '<html>', 'unreachable'],
    ['a proxy that waited in vain', 504, '', 'unreachable'],
    ['too many requests', 429, '', 'unreachable'],
    ['an answer that is no session', 200, '<html>', 'configuration'],
  ])('tells %s', (_, status, body, kind) => {
    expect(errorOfAnswer(status, body)).toMatchObject({ kind, status });
  });

  it('keeps the server’s words out of the message', () => {
    expect(errorOfAnswer(400, '{"error":"secret-of-the-hook"}').message).not.toContain('secret');
  });
});

describe('WhepError', () => {
  it('carries what the caller’s own access failed with', () => {
    const cause = new Error('no token');
    expect(new WhepError('access', null, { cause }).cause).toBe(cause);
  });
});
