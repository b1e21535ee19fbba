import { basicAuthorization } from '@ppf/rtsp-wire';
import { createHash } from 'node:crypto';
import { formatChallenge, isAuthorized } from './rtsp-authentication';

const credentials = { user: 'ad@min', password: 'p@:/?#%"\\é' };
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

function digest(over: { user?: string; password?: string; nonce?: string; method?: string } = {}): string {
  const {
    user = credentials.user,
    password = credentials.password,
    nonce = 'n1',
    method = 'DESCRIBE',
  } = over;
  const uri = 'rtsp://127.0.0.1/stream1';
  const response = md5(`${md5(`${user}:Sample camera:${password}`)}:${nonce}:${md5(`${method}:${uri}`)}`);
  return `Digest username="${user}", realm="Sample camera", nonce="${nonce}", uri="${uri}", response="${response}"`;
}

describe('isAuthorized', () => {
  const request = { method: 'DESCRIBE', nonce: 'n1' };

  it.each([
    ['digest', digest(), true],
    ['digest', digest({ password: 'wrong' }), false],
    ['digest', digest({ user: 'other' }), false],
    ['digest', digest({ nonce: 'of another connection' }), false],
    ['digest', digest({ method: 'PLAY' }), false],
    ['digest', basicAuthorization(credentials), false],
    ['digest', '', false],
    ['digest', 'Digest nonsense', false],
    ['basic', basicAuthorization(credentials), true],
    ['basic', basicAuthorization({ ...credentials, password: 'wrong' }), false],
    ['basic', digest(), false],
    ['basic', '', false],
  ] as const)('%s with %j: %p', (kind, authorization, expected) => {
    expect(isAuthorized(kind, credentials, { ...request, authorization })).toBe(expected);
  });

  it('formats the challenge of its scheme', () => {
    expect(formatChallenge('basic', 'n1')).toMatch(/^Basic realm="/);
    expect(formatChallenge('digest', 'n1')).toContain('nonce="n1"');
  });
});
