import { planAlternativeSignIns } from './alternative-sign-ins';
import { ServerSignIn } from './server-sign-in';

const CREDENTIALS = { user: 'admin', password: 'secret' };

describe('ServerSignIn', () => {
  const signIn = (user = 'admin', password = 'secret') => new ServerSignIn({ user, password });
  const ask = (camera: ServerSignIn) => camera.authorization('DESCRIBE', 'rtsp://h:554/s');

  it('sends no credentials before a challenge', () => {
    expect(ask(signIn())).toBeNull();
  });

  it('signs in with Basic, in UTF-8', () => {
    const camera = signIn('ädmin', 'p:ä ß');
    camera.acceptChallenge(['Basic realm="x"']);
    expect(ask(camera)).toBe(`Basic ${Buffer.from('ädmin:p:ä ß').toString('base64')}`);
  });

  it.each([
    [['Basic realm="x"', 'Digest realm="x", nonce="n"'], /^Digest .*nonce="n".*response="[0-9a-f]{32}"$/],
    [
      [
        'Digest realm="x", nonce="n", algorithm=MD5',
        'Digest realm="x", nonce="m", algorithm=SHA-256, qop="auth"',
      ],
      /^Digest .*nonce="m".*response="[0-9a-f]{64}", algorithm="SHA-256"$/,
    ],
    [
      ['Digest realm="x", nonce="m", algorithm=SHA-256', 'Digest realm="x", nonce="n", algorithm=MD5'],
      /^Digest .*nonce="m".*algorithm="SHA-256"$/,
    ],
    [['Digest realm="x", nonce="n"', 'Digest realm="x", nonce="m"'], /nonce="n"/],
    [['Digest realm="x", nonce="n", qop="auth-int"', 'Basic realm="x"'], /^Digest /],
    [['Digest realm="x", nonce="n", algorithm=MD5-sess', 'Basic realm="x"'], /^Basic /],
    [['Negotiate', 'Digest realm="x", nonce="n", opaque="o"'], /^Digest (?!.*opaque)/],
  ])('takes of %j what the media server takes', (challenges, authorization) => {
    const camera = signIn();
    expect(camera.acceptChallenge(challenges)).toBe(true);
    expect(ask(camera)).toMatch(authorization);
  });

  it.each([
    [['Negotiate']],
    [[]],
    [['Digest realm="x", nonce="n", algorithm=TTH']],
    [['digest realm="x", nonce="n"']],
    [['Digest realm="x"']],
    [['Digest realm="x, nonce="n']],
    [['Basic']],
  ])('can answer none of %j', (challenges) => {
    expect(signIn().acceptChallenge(challenges)).toBe(false);
  });

  it('keeps line breaks of a user name out of the header', () => {
    const camera = signIn('a\r\nX: y');
    camera.acceptChallenge(['Digest realm="x", nonce="n"']);
    expect(ask(camera)).toContain('username="aX: y"');
  });

  it('does not reveal the password when it is printed', () => {
    const camera = signIn('admin', 'hunter2');
    camera.acceptChallenge(['Basic realm="x"']);
    expect(JSON.stringify(camera) + String(Object.entries(camera))).not.toContain('hunter2');
  });
});

describe('decideOtherWays', () => {
  const DIGEST = { scheme: 'digest', realm: 'x', nonce: 'n', algorithm: null } as const;
  it.each([
    ['a plain Digest that was refused', ['Digest realm="x", nonce="n"'], DIGEST, []],
    ['another nonce without a word', ['Digest realm="x", nonce="m"'], DIGEST, []],
    ['a stale nonce', ['Digest realm="x", nonce="m", stale=true'], DIGEST, ['digest']],
    ['the same nonce called stale', ['Digest realm="x", nonce="n", stale=true'], DIGEST, []],
    ['qop', ['Digest realm="x", nonce="n", qop="auth"'], DIGEST, ['digest']],
    ['qop of another kind', ['Digest realm="x", nonce="n", qop="auth-int"'], DIGEST, []],
    ['opaque', ['Digest realm="x", nonce="n", opaque="o"'], DIGEST, ['digest']],
    ['Basic besides', ['Digest realm="x", nonce="n"', 'Basic realm="x"'], DIGEST, ['basic']],
    ['Basic that was refused', ['Basic realm="x"'], { scheme: 'basic' } as const, []],
    ['what the media server cannot answer', ['digest realm="x", nonce="n"'], null, ['digest']],
    [
      'more than a camera should be asked',
      [...Array(5).keys()].map((n) => `Digest realm="x", nonce="${n}", qop="auth"`),
      DIGEST,
      ['digest', 'digest', 'digest'],
    ],
  ])('knows the other ways after %s', (_what, challenges, tried, ways) => {
    expect(planAlternativeSignIns(challenges, tried, CREDENTIALS).map(({ scheme }) => scheme)).toEqual(ways);
  });

  it('signs in with every required parameter', () => {
    const offers = ['Digest realm="x", nonce="n", algorithm=SHA-256, qop="auth", opaque="o\\"p"'];
    const [way] = planAlternativeSignIns(offers, null, CREDENTIALS, () => 'c0ffee');
    expect(way?.authorization('DESCRIBE', 'rtsp://h/s')).toMatch(
      /^Digest .*response="[0-9a-f]{64}", algorithm=SHA-256, opaque="o\\"p", qop=auth, nc=00000001, cnonce="c0ffee"$/,
    );
  });
});
