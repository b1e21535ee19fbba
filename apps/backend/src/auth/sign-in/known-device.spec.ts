import { knownDeviceKey, recognizeDevice, rememberDevice } from './known-device';

const KEY = knownDeviceKey('access-token-secret-of-the-tests-0123456789');

describe('a known device', () => {
  it('is recognized for the accounts that have signed in on it, and for no other', () => {
    const one = rememberDevice(undefined, 'ada@example.org', KEY);
    const both = rememberDevice(one, 'bo@example.org', KEY);
    const id = recognizeDevice(one, 'ada@example.org', KEY);
    expect(id).toHaveLength(22);
    expect(recognizeDevice(both, 'ada@example.org', KEY)).toBe(id);
    expect(recognizeDevice(both, 'bo@example.org', KEY)).toBe(id);
    expect(recognizeDevice(one, 'bo@example.org', KEY)).toBeNull();
    expect(both).not.toContain('@');
  });

  it('keeps the eight accounts that signed in last', () => {
    let cookie: string | undefined;
    for (let n = 0; n < 9; n += 1) cookie = rememberDevice(cookie, `p${n}`, KEY);
    expect(recognizeDevice(cookie, 'p0', KEY)).toBeNull();
    for (let n = 1; n < 9; n += 1) expect(recognizeDevice(cookie, `p${n}`, KEY)).not.toBeNull();
    expect(rememberDevice(cookie, 'p8', KEY)).toBe(cookie);
  });

  const VALID = rememberDevice(undefined, 'ada', KEY);
  it.each([
    ['no cookie', undefined],
    ['an empty cookie', ''],
    ['a cookie without a proof', VALID.split('.')[0]],
    ['an invented proof', `${VALID.split('.')[0]}.${'A'.repeat(22)}`],
    ['the proof of another device', `${'A'.repeat(22)}.${VALID.split('.')[1]}`],
    ['more proofs than the maximum', `${VALID}${`.${'A'.repeat(22)}`.repeat(8)}`],
    ['an invalid cookie', '%00;../..'],
  ])('is not recognized by %s', (_, cookie) => {
    expect(recognizeDevice(cookie, 'ada', KEY)).toBeNull();
  });

  it('is not recognized with another secret', () => {
    expect(recognizeDevice(VALID, 'ada', knownDeviceKey('another secret'))).toBeNull();
  });
});
