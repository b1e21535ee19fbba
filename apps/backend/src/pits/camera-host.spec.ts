import { refuseCameraAddress } from './camera-host';

const NETWORK = { loopbackAllowed: false, mediaServer: { host: '127.0.0.1', port: 8554 } };

describe('refuseCameraAddress', () => {
  it.each([
    '192.168.1.5',
    '10.0.0.9',
    '203.0.113.7',
    'camera',
    'cam-1.workshop.example',
    'fe80::1',
    '2001:db8::5',
  ])('lets a camera be at %s', (host) => {
    expect(refuseCameraAddress(host, 554, NETWORK)).toBeNull();
  });

  it.each([
    ['0.0.0.0', /reserved/],
    ['0.1.2.3', /reserved/],
    ['169.254.169.254', /reserved/],
    ['::ffff:169.254.169.254', /reserved/],
    ['fd00:ec2::254', /reserved/],
    ['224.0.0.1', /reserved/],
    ['255.255.255.255', /reserved/],
    ['::', /reserved/],
    ['ff02::1', /reserved/],
    ['127.0.0.1', /server itself/],
    ['127.8.8.8', /server itself/],
    ['::1', /server itself/],
    ['::ffff:127.0.0.1', /server itself/],
    ['localhost', /server itself/],
    ['LOCALHOST.', /server itself/],
    ['api.localhost', /server itself/],
    ['2130706433', /neither/],
    ['0x7f000001', /neither/],
    ['127.1', /neither/],
    ['a b', /neither/],
    ['cam/../x', /neither/],
    ['fe80::1%eth0', /neither/],
  ])('refuses %s', (host, reason) => {
    expect(refuseCameraAddress(host, 554, NETWORK)).toMatch(reason);
  });

  it('allows loopback for the sample cameras, but never the media server itself', () => {
    const open = { ...NETWORK, loopbackAllowed: true };
    expect(refuseCameraAddress('127.0.0.1', 10554, open)).toBeNull();
    expect(refuseCameraAddress('localhost', 8554, open)).toMatch(/media server itself/);
    const remote = { ...open, mediaServer: { host: 'media.example.org', port: 8554 } };
    expect(refuseCameraAddress('media.example.org', 8554, remote)).toMatch(/media server itself/);
  });
});
