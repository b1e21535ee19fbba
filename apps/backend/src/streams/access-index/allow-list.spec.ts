import { AllowList } from './allow-list';

describe('addresses that publish without a key', () => {
  it.each<[string, string[], string, boolean]>([
    ['an address', ['10.0.0.7'], '10.0.0.7', true],
    ['its neighbour', ['10.0.0.7'], '10.0.0.8', false],
    ['one of a network', ['192.168.2.0/24'], '192.168.2.255', true],
    ['one beside a network', ['192.168.2.0/24'], '192.168.3.0', false],
    ['one of a network that is not told by its first address', ['192.168.2.9/24'], '192.168.2.1', true],
    ['any of IPv4', ['0.0.0.0/0'], '203.0.113.9', true],
    ['IPv4 as Go may write it', ['10.0.0.7'], '::ffff:10.0.0.7', true],
    ['one of an IPv6 network', ['fd00::/8'], 'fd12::1', true],
    ['one written otherwise', ['fd00::9'], 'FD00:0:0::0009', true],
    ['IPv6 on a list of IPv4', ['0.0.0.0/0'], 'fd00::1', false],
    ['IPv4 on a list of IPv6', ['::/0'], '10.0.0.7', false],
    ['an address with a zone', ['fe80::/10'], 'fe80::1%eth0', false],
    ['no address', ['0.0.0.0/0', '::/0'], '<nil>', false],
    ['nothing', ['0.0.0.0/0', '::/0'], '', false],
    [
      'anything on a list of nonsense',
      ['x', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', 'fd00::/129'],
      '10.0.0.1',
      false,
    ],
    ['an address beside nonsense', ['x', '10.0.0.0/8'], '10.0.0.1', true],
  ])('%s', (_, ranges, ip, expected) => {
    expect(AllowList.of(ranges)?.has(ip)).toBe(expected);
  });

  it('are none for an empty list', () => {
    expect(AllowList.of([])).toBeNull();
  });
});
