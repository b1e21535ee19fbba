import { HttpSignIn } from './http-sign-in';

describe('HttpSignIn', () => {
  const signIn = (user = 'admin', password = 'secret') => new HttpSignIn({ user, password }, () => 'c0ffee');
  const ask = (camera: HttpSignIn) => camera.authorization('DESCRIBE', 'rtsp://h:554/s');

  it('sends no credentials before a challenge', () => {
    expect(ask(signIn())).toBeNull();
  });

  it('signs in with Basic, in UTF-8', () => {
    const camera = signIn('ädmin', 'p:ä ß');
    camera.acceptChallenge(['Basic realm="x"']);
    expect(ask(camera)).toBe(`Basic ${Buffer.from('ädmin:p:ä ß').toString('base64')}`);
  });

  it.each([
    [['Basic realm="x"', 'Digest realm="x", nonce="n"'], /^Digest .*response="[0-9a-f]{32}"$/],
    [
      [
        'Digest realm="x", nonce="n", algorithm=MD5',
        'Digest realm="x", nonce="m", algorithm=SHA-256, qop="auth"',
      ],
      /^Digest .*nonce="m".*response="[0-9a-f]{64}", algorithm=SHA-256, qop=auth, nc=00000001, cnonce="c0ffee"$/,
    ],
    [['Digest realm="x", nonce="n", qop="auth-int"', 'Basic realm="x"'], /^Basic /],
    [['Digest realm="x", nonce="n", algorithm=SHA-512-256', 'Basic realm="x"'], /^Basic /],
    [['Negotiate', 'Digest realm="x", nonce="n", opaque="o\\"p"'], /^Digest .*opaque="o\\"p"$/],
    [['Digest realm="x", nonce="n", algorithm=MD5-sess'], /^Digest .*algorithm=MD5-sess, cnonce="c0ffee"$/],
  ])('takes the strongest of %j', (challenges, authorization) => {
    const camera = signIn();
    camera.acceptChallenge(challenges);
    expect(ask(camera)).toMatch(authorization);
  });

  it('counts the requests with one nonce', () => {
    const camera = signIn();
    camera.acceptChallenge(['Digest realm="x", nonce="n", qop="auth"']);
    expect(ask(camera)).toContain('nc=00000001');
    expect(ask(camera)).toContain('nc=00000002');
  });

  it('keeps quotes and line breaks of a user name inside its quotes', () => {
    const camera = signIn('a"b\\c\r\nX: y');
    camera.acceptChallenge(['Digest realm="x", nonce="n"']);
    expect(ask(camera)).toContain('username="a\\"b\\\\cX: y"');
  });

  it.each([
    ['a wrong password', ['Digest realm="x", nonce="2"'], 'wrong-password'],
    ['the same nonce called stale', ['Digest realm="x", nonce="1", stale=true'], 'wrong-password'],
    ['another scheme', ['Negotiate'], 'wrong-password'],
    ['no further challenge', [], 'wrong-password'],
  ])('gives up after %s', (_what, challenges, code) => {
    const camera = signIn();
    camera.acceptChallenge(['Digest realm="x", nonce="1"']);
    expect(() => camera.acceptChallenge(challenges)).toThrow(code);
  });

  it('continues with a new nonce when the old one has expired, but not endlessly', () => {
    const camera = signIn();
    camera.acceptChallenge(['Digest realm="x", nonce="1"']);
    camera.acceptChallenge(['Digest realm="x", nonce="2", stale=true']);
    expect(ask(camera)).toContain('nonce="2"');
    expect(() => camera.acceptChallenge(['Digest realm="x", nonce="3", stale=true'])).toThrow(
      'wrong-password',
    );
  });

  it('continues with a new nonce for each request, once the password was accepted', () => {
    const camera = signIn();
    camera.acceptChallenge(['Digest realm="x", nonce="1"']);
    camera.confirm();
    camera.acceptChallenge(['Digest realm="x", nonce="2"']);
    expect(ask(camera)).toContain('nonce="2"');
    expect(() => camera.acceptChallenge(['Digest realm="x", nonce="3"'])).toThrow('wrong-password');
  });

  it.each([[['Negotiate']], [[]], [['Digest realm="x", nonce="n", algorithm=TTH']]])(
    'knows no way to sign in by %j',
    (challenges) => {
      expect(() => signIn().acceptChallenge(challenges)).toThrow('sign-in-unsupported');
    },
  );

  it('requires a password when it has none', () => {
    expect(() => new HttpSignIn(null).acceptChallenge(['Basic realm="x"'])).toThrow('password-needed');
  });

  it('does not reveal the password when it is printed', () => {
    const camera = signIn('admin', 'hunter2');
    camera.acceptChallenge(['Basic realm="x"']);
    expect(JSON.stringify(camera) + String(Object.entries(camera))).not.toContain('hunter2');
  });
});
