import type { CameraAddressPolicy } from './camera-address-policy';
import { LOCAL_NETWORK_ONLY } from './camera-address-policy';
import { parseIpAddress } from './ip-address';
import { addressRules, checkAddress, type OwnAddress } from './check-address';

const own = (text: string, port: number | null): OwnAddress => {
  const address = parseIpAddress(text);
  if (address === null) throw new Error(text);
  return { address, port };
};
const OWN = [own('127.0.0.1', 3000), own('192.168.1.10', 8554), own('10.0.0.9', null), own('fd00::5', 9997)];

const check = (address: string, port = 554, policy: Partial<CameraAddressPolicy> = {}) =>
  checkAddress(address, port, addressRules({ ...LOCAL_NETWORK_ONLY, ...policy }, OWN));

describe('checkAddress', () => {
  it.each([
    '192.168.29.64',
    '192.168.0.0',
    '192.168.255.255',
    '10.0.0.1',
    '10.255.255.254',
    '172.16.0.1',
    '172.31.255.254',
    'fd00::1',
    'fc00::1',
    'FD12:3456:789A:1::1',
    'fdff:ffff::192.168.1.1',
  ])('lets a camera be at %s of the local network', (address) => {
    expect(check(address)).toBeNull();
  });

  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['::', 'unspecified'],
    ['169.254.1.1', 'link-local'],
    ['169.254.169.253', 'link-local'],
    ['fe80::1', 'link-local'],
    ['febf::1', 'link-local'],
    ['fec0::1', 'link-local'],
    ['169.254.169.254', 'metadata'],
    ['169.254.170.2', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['168.63.129.16', 'metadata'],
    ['192.0.0.192', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['fd00:0ec2:0:0:0:0:0:253', 'metadata'],
    ['fd20:ce::254', 'metadata'],
    ['fe80::a9fe:a9fe', 'metadata'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.250', 'multicast'],
    ['ff02::1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['192.0.2.1', 'documentation'],
    ['198.51.100.7', 'documentation'],
    ['203.0.113.255', 'documentation'],
    ['198.18.0.1', 'documentation'],
    ['198.19.255.255', 'documentation'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['240.0.0.1', 'reserved'],
    ['192.0.0.1', 'reserved'],
    ['192.88.99.1', 'reserved'],
    ['64:ff9b:1::c0a8:101', 'reserved'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'reserved'],
    ['100::1', 'reserved'],
  ])('refuses %s as %s, even where public addresses are allowed', (address, reason) => {
    expect(check(address)).toBe(reason);
    expect(check(address, 554, { allowPublic: true, allow: ['0.0.0.0/0', '::/0'] })).toBe(reason);
  });

  it.each([
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:192.168.1.1',
    '0:0:0:0:0:ffff:c0a8:0101',
    '::127.0.0.1',
    '::192.168.1.1',
    '::2',
    '::ffff:0:10.0.0.1',
  ])('refuses %s, an IPv4 address written as IPv6, whatever is exempt', (address) => {
    expect(check(address, 554, { allowPublic: true, exempt: ['127.0.0.0/8', '::/0'] })).toBe('ipv4-in-ipv6');
  });

  it.each([
    ['2002:7f00:1::1', 'loopback', '6to4'],
    ['2002:a9fe:a9fe::1', 'metadata', '6to4'],
    ['2002:c0a8:010a::1', 'own-address', '6to4'],
    ['64:ff9b::127.0.0.1', 'loopback', 'NAT64'],
    ['64:ff9b::a9fe:a9fe', 'metadata', 'NAT64'],
    ['64:ff9b::e000:1', 'multicast', 'NAT64'],
    ['2606:4700::5efe:7f00:1', 'loopback', 'ISATAP'],
    ['2606:4700::200:5efe:a9fe:a9fe', 'metadata', 'ISATAP'],
    ['fd00::5efe:127.0.0.1', 'loopback', 'ISATAP'],
  ])('refuses %s as %s, which %s would carry there', (address, reason) => {
    expect(check(address, 8554, { allowPublic: true })).toBe(reason);
  });

  it.each([
    ['8.8.8.8', 'public-not-allowed'],
    ['2606:4700::1', 'public-not-allowed'],
    ['172.15.255.255', 'public-not-allowed'],
    ['172.32.0.1', 'public-not-allowed'],
    ['192.169.0.1', 'public-not-allowed'],
    ['64:ff9b::8.8.8.8', 'public-not-allowed'],
    ['100.64.0.1', 'private-not-allowed'],
    ['100.127.255.255', 'private-not-allowed'],
  ])('refuses %s by default (%s)', (address, reason) => {
    expect(check(address)).toBe(reason);
  });

  it('allows public addresses of cameras if the workshop allows them', () => {
    expect(check('8.8.8.8', 554, { allowPublic: true })).toBeNull();
    expect(check('2606:4700::1', 554, { allowPublic: true })).toBeNull();
    expect(check('64:ff9b::8.8.8.8', 554, { allowPublic: true })).toBeNull();
  });

  it('allows only the private ranges of the workshop, whether public ones are allowed or not', () => {
    const policy = { allow: ['192.168.29.0/24', '100.64.0.0/10'], allowPublic: true };
    expect(check('192.168.29.64', 554, policy)).toBeNull();
    expect(check('100.64.0.1', 554, policy)).toBeNull();
    expect(check('192.168.28.64', 554, policy)).toBe('private-not-allowed');
    expect(check('10.1.1.1', 554, policy)).toBe('private-not-allowed');
    expect(check('fd00::1', 554, policy)).toBe('private-not-allowed');
  });

  it('allows the operator to exempt a range, for the sample workshop', () => {
    const policy = { exempt: ['127.0.0.0/8'] };
    expect(check('127.0.0.1', 10554, policy)).toBeNull();
    expect(check('::1', 10554, policy)).toBe('loopback');
    expect(check('169.254.169.254', 80, policy)).toBe('metadata');
  });

  it.each([
    ['127.0.0.1', 3000],
    ['127.0.0.2', 3000],
    ['::1', 3000],
    ['192.168.1.10', 8554],
    ['10.0.0.9', 554],
    ['10.0.0.9', 1],
    ['fd00::5', 9997],
  ])('refuses what is ours at %s port %i, whatever is allowed or exempt', (address, port) => {
    const policy = { exempt: ['0.0.0.0/0', '::/0'], allow: ['0.0.0.0/0', '::/0'], allowPublic: true };
    expect(check(address, port, policy)).toBe('own-address');
  });

  it('allows a camera at an address of this machine on another port', () => {
    expect(check('192.168.1.10', 554)).toBeNull();
    expect(check('fd00::5', 554)).toBeNull();
  });

  it.each(['', 'camera', '192.168.1', '192.168.1.1.', '192.168.1.01', '0x7f.0.0.1', 'fe80::1%eth0', '[::1]'])(
    'takes %p for no address at all',
    (text) => {
      expect(check(text)).toBe('not-a-host');
    },
  );

  it.each(['', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0/8', 'fd00::/129', 'lan', '10.0.0.0/ 8'])(
    'does not start with %p as a range',
    (range) => {
      expect(() => addressRules({ ...LOCAL_NETWORK_ONLY, allow: [range] }, [])).toThrow(RangeError);
    },
  );
});
