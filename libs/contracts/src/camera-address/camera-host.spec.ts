import { isCameraHost } from './camera-host';

describe('isCameraHost', () => {
  it.each(['192.168.1.5', 'camera', 'cam-1.workshop.example', 'cam_1.local.', 'fe80::1', '2001:db8::5'])(
    'accepts %s',
    (host) => expect(isCameraHost(host)).toBe(true),
  );

  it.each(['', '2130706433', '0x7f000001', '127.1', 'a b', 'cam/../x', 'fe80::1%eth0', 'x'.repeat(254)])(
    'refuses "%s"',
    (host) => expect(isCameraHost(host)).toBe(false),
  );
});
