import {
  type AdmittedAttempt,
  ATTEMPT_LIMITS,
  type Attempt,
  MAX_COUNTED_KEYS,
  SignInAttempts,
} from './sign-in-attempts';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const HERE = '192.0.2.1';

describe('SignInAttempts', () => {
  let attempts: SignInAttempts;
  beforeEach(() => (attempts = new SignInAttempts()));

  const begin = (account = 'ada', more: Partial<Attempt> = {}, now = start) =>
    attempts.begin({ account, address: HERE, device: null, ...more }, now);
  const waitOf = (...given: Parameters<typeof begin>) => {
    const outcome = begin(...given);
    return 'waitSeconds' in outcome ? outcome.waitSeconds : null;
  };
  const fail = (times: number, ...given: Parameters<typeof begin>) => {
    for (let n = 0; n < times; n += 1) expect(waitOf(...given)).toBeNull();
  };
  const spray = (times: number) => {
    for (let n = 0; n < times; n += 1) fail(1, `person-${n}`);
  };

  it('refuses an account at its limit, until the window has passed', () => {
    fail(ATTEMPT_LIMITS.account);
    expect(waitOf('ada', {}, after(60))).toBe(ATTEMPT_LIMITS.windowSeconds - 60);
    expect(waitOf('ada', {}, after(ATTEMPT_LIMITS.windowSeconds))).toBeNull();
  });

  it('blocks no user for longer than a window because the clock was set back', () => {
    fail(ATTEMPT_LIMITS.account);
    expect(waitOf('ada', {}, after(-3600))).toBeNull();
  });

  it('does not lock an account for other networks', () => {
    fail(ATTEMPT_LIMITS.account);
    expect(waitOf('ada', { address: '198.51.100.1' })).toBeNull();
  });

  it('refuses a network that tries many accounts', () => {
    spray(ATTEMPT_LIMITS.network);
    expect(waitOf('another')).toBe(ATTEMPT_LIMITS.windowSeconds);
  });

  it('does not count an attempt that is undone', () => {
    for (let n = 0; n < 500; n += 1) (begin() as AdmittedAttempt).undo(start);
    expect(attempts.size).toBe(0);
    fail(ATTEMPT_LIMITS.account);
    expect(waitOf()).not.toBeNull();
  });

  it('counts nothing when it refuses', () => {
    fail(ATTEMPT_LIMITS.account);
    const { size } = attempts;
    for (let n = 0; n < 50_000; n += 1) expect(waitOf()).not.toBeNull();
    for (let n = 0; n < ATTEMPT_LIMITS.network - ATTEMPT_LIMITS.account; n += 1) fail(1, `p${n}`);
    for (let n = 0; n < 50_000; n += 1) expect(waitOf(`invented-${n}`)).not.toBeNull();
    expect(attempts.size).toBe(size + ATTEMPT_LIMITS.network - ATTEMPT_LIMITS.account);
  });

  it('keeps a blocked account blocked, however many invented accounts are tried from other networks', () => {
    fail(ATTEMPT_LIMITS.account);
    for (let n = 0; n < 60_000; n += 1)
      begin(`invented-${n}`, { address: `2001:db8:${n.toString(16)}:1::1` });
    expect(attempts.size).toBe(MAX_COUNTED_KEYS);
    expect(waitOf()).toBe(ATTEMPT_LIMITS.windowSeconds);
    // An attempt that cannot be counted is refused; a known device may try.
    expect(waitOf('new', { address: '198.51.100.7' })).toBe(30);
    expect(waitOf('bo', { address: '198.51.100.7', device: 'phone' })).toBeNull();
  });

  describe('while others at the same address fail', () => {
    it('lets a known device try its own account', () => {
      fail(ATTEMPT_LIMITS.account);
      spray(ATTEMPT_LIMITS.network - ATTEMPT_LIMITS.account);
      expect(waitOf()).not.toBeNull();
      expect(begin('ada', { device: 'phone' })).toMatchObject({ source: { isKnown: true } });
    });

    it('refuses a known device at its own limit, and no other device', () => {
      fail(ATTEMPT_LIMITS.device, 'ada', { device: 'phone' });
      expect(waitOf('ada', { device: 'phone' })).not.toBeNull();
      expect(waitOf('ada', { device: 'tablet' })).toBeNull();
      // Nor the same device for another of its accounts.
      expect(waitOf('bo', { device: 'phone' })).toBeNull();
    });

    it('lets an account try that has signed in from the network before, without a cookie', () => {
      const before = begin('bo') as AdmittedAttempt;
      expect(before.source.isKnown).toBe(false);
      before.succeed(start);
      spray(ATTEMPT_LIMITS.network);
      expect(waitOf('cy')).not.toBeNull();
      expect(begin('bo')).toMatchObject({ source: { isKnown: true } });
      fail(ATTEMPT_LIMITS.account - 1, 'bo');
      expect(waitOf('bo')).not.toBeNull();
    });

    it('lets a signed-in user change their password, as often as a device may try', () => {
      spray(ATTEMPT_LIMITS.network);
      for (let n = 0; n < ATTEMPT_LIMITS.device; n += 1)
        expect(attempts.beginOfUser(7, start)).toHaveProperty('source.isKnown', true);
      expect(attempts.beginOfUser(7, start)).toEqual({ waitSeconds: ATTEMPT_LIMITS.windowSeconds });
      expect(attempts.beginOfUser(8, start)).toHaveProperty('source.isKnown', true);
    });
  });

  it('counts an email of any length by a key of fixed length', () => {
    const one = begin('x'.repeat(10_000)) as AdmittedAttempt;
    one.succeed(start);
    expect((begin('x'.repeat(10_000)) as AdmittedAttempt).source.key).toHaveLength(43);
  });
});
