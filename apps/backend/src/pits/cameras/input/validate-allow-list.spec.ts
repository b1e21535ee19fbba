import { validateAllowList, containsLoopback } from './validate-allow-list';

describe('validateAllowList', () => {
  it.each([[[]], [['192.168.2.9', '192.168.0.0/16', 'fd00::9', 'fd00::/48', '127.0.0.1']]])(
    'accepts %j',
    (entries) => {
      expect(validateAllowList(entries)).toBeNull();
    },
  );

  it.each([
    ['a name', 'camera.local', /addresses or ranges/],
    ['an odd notation', '0x7f.1', /addresses or ranges/],
    ['an empty text', '', /addresses or ranges/],
    ['every address', '0.0.0.0/0', /wider/],
    ['a range that is too wide', '10.0.0.0/15', /wider/],
    ['an IPv6 range that is too wide', 'fd00::/47', /wider/],
    ['IPv4 inside IPv6', '::ffff:192.168.2.9', /usual form/],
  ])('refuses %s', (_, entry, why) => {
    expect(validateAllowList(['192.168.2.9', entry])?.text()).toMatch(why);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.1.0.0/16', true],
    ['::1', true],
    ['::/48', true],
    ['192.168.2.9', false],
  ])('with %s holds loopback: %s', (entry, expected) => {
    expect(containsLoopback([entry])).toBe(expected);
  });
});
