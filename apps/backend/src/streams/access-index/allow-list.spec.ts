import { AllowList } from './allow-list';

describe('AllowList', () => {
  it.each<[string, string[], string, boolean]>([
    ['an address on the list', ['10.0.0.7'], '10.0.0.7', true],
    ['another address', ['10.0.0.7'], '10.0.0.8', false],
    ['an address of a network', ['192.168.2.0/24'], '192.168.2.255', true],
    ['an address outside a network', ['192.168.2.0/24'], '192.168.3.0', false],
    ['a network that is not given by its first address', ['192.168.2.9/24'], '192.168.2.1', true],
    ['all of IPv4', ['0.0.0.0/0'], '203.0.113.9', true],
    ['IPv4-mapped IPv6', ['10.0.0.7'], '::ffff:10.0.0.7', true],
    ['an address of an IPv6 network', ['fd00::/8'], 'fd12::1', true],
    ['another notation of an address', ['fd00::9'], 'FD00:0:0::0009', true],
    ['IPv6 with IPv4 ranges', ['0.0.0.0/0'], 'fd00::1', false],
    ['IPv4 with IPv6 ranges', ['::/0'], '10.0.0.7', false],
    ['an address with a zone', ['fe80::/10'], 'fe80::1%eth0', false],
    ['text that is not an address', ['0.0.0.0/0', '::/0'], '<nil>', false],
    ['an empty text', ['0.0.0.0/0', '::/0'], '', false],
    [
      'an address with invalid ranges only',
      ['x', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', 'fd00::/129'],
      '10.0.0.1',
      false,
    ],
    ['an address with a valid and an invalid range', ['x', '10.0.0.0/8'], '10.0.0.1', true],
  ])('%s', (_, ranges, ip, expected) => {
    expect(AllowList.of(ranges)?.has(ip)).toBe(expected);
  });

  it('is null for an empty list', () => {
    expect(AllowList.of([])).toBeNull();
  });
});
