import { ATTEMPT_LIMITS, networkOf, SignInAttempts } from './sign-in-attempts';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

describe('SignInAttempts', () => {
  const attempt = (attempts: SignInAttempts, times: number, account = 'ada', address = '192.0.2.1') => {
    for (let n = 0; n < times; n += 1) expect(attempts.begin(account, address, start)).toBeNull();
  };

  it('stops an account at its limit, until the window has passed', () => {
    const attempts = new SignInAttempts();
    attempt(attempts, ATTEMPT_LIMITS.account);
    expect(attempts.begin('ada', '192.0.2.1', after(60))).toBe(ATTEMPT_LIMITS.windowSeconds - 60);
    expect(attempts.begin('ada', '192.0.2.1', after(ATTEMPT_LIMITS.windowSeconds))).toBeNull();
  });

  it('shuts nobody out for longer than a window because the clock was set back', () => {
    const attempts = new SignInAttempts();
    attempt(attempts, ATTEMPT_LIMITS.account);
    expect(attempts.begin('ada', '192.0.2.1', after(-3600))).toBeNull();
  });

  it('does not lock an account for other networks', () => {
    const attempts = new SignInAttempts();
    attempt(attempts, ATTEMPT_LIMITS.account);
    expect(attempts.begin('ada', '198.51.100.1', start)).toBeNull();
  });

  it('stops a network that tries many accounts', () => {
    const attempts = new SignInAttempts();
    for (let n = 0; n < ATTEMPT_LIMITS.network; n += 1) attempt(attempts, 1, `person-${n}`);
    expect(attempts.begin('another', '192.0.2.1', start)).toBe(ATTEMPT_LIMITS.windowSeconds);
  });

  it('counts no attempt that is taken back', () => {
    const attempts = new SignInAttempts();
    for (let n = 0; n < 500; n += 1) {
      attempt(attempts, 1);
      attempts.takeBack('ada', '192.0.2.1', start);
    }
    attempt(attempts, ATTEMPT_LIMITS.account);
    expect(attempts.begin('ada', '192.0.2.1', start)).not.toBeNull();
  });

  it('forgets the oldest first when there are too many, and stays bounded', () => {
    const attempts = new SignInAttempts();
    for (let n = 0; n < 15_000; n += 1) attempts.begin('ada', `2001:db8:${n.toString(16)}::1`, start);
    expect((attempts as unknown as { entries: Map<string, unknown> }).entries.size).toBe(20_000);
  });
});

describe('networkOf', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('takes %s for %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
