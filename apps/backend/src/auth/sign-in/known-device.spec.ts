import { knownDeviceKey, recogniseDevice, rememberDevice } from './known-device';

const KEY = knownDeviceKey('access-token-secret-of-the-tests-0123456789');

describe('a known device', () => {
  it('is recognised for the accounts that have signed in on it, and for no other', () => {
    const one = rememberDevice(undefined, 'ada@example.org', KEY);
    const both = rememberDevice(one, 'bo@example.org', KEY);
    const id = recogniseDevice(one, 'ada@example.org', KEY);
    expect(id).toHaveLength(22);
    expect(recogniseDevice(both, 'ada@example.org', KEY)).toBe(id);
    expect(recogniseDevice(both, 'bo@example.org', KEY)).toBe(id);
    expect(recogniseDevice(one, 'bo@example.org', KEY)).toBeNull();
    expect(both).not.toContain('@');
  });

  it('keeps the eight accounts that signed in last', () => {
    let cookie: string | undefined;
    for (let n = 0; n < 9; n += 1) cookie = rememberDevice(cookie, `p${n}`, KEY);
    expect(recogniseDevice(cookie, 'p0', KEY)).toBeNull();
    for (let n = 1; n < 9; n += 1) expect(recogniseDevice(cookie, `p${n}`, KEY)).not.toBeNull();
    expect(rememberDevice(cookie, 'p8', KEY)).toBe(cookie);
  });

  const GOOD = rememberDevice(undefined, 'ada', KEY);
  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['one without a proof', GOOD.split('.')[0]],
    ['an invented proof', `${GOOD.split('.')[0]}.${'A'.repeat(22)}`],
    ['the proof of another device', `${'A'.repeat(22)}.${GOOD.split('.')[1]}`],
    ['more proofs than there can be', `${GOOD}${`.${'A'.repeat(22)}`.repeat(8)}`],
    ['nonsense', '%00;../..'],
  ])('is not recognised by a cookie that is %s', (_, cookie) => {
    expect(recogniseDevice(cookie, 'ada', KEY)).toBeNull();
  });

  it('is not recognised with another secret', () => {
    expect(recogniseDevice(GOOD, 'ada', knownDeviceKey('another secret'))).toBeNull();
  });
});
