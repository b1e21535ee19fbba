/** @jest-environment node */
import { containsPassword, maskPasswords } from './address-secret';

describe('passwords in an address', () => {
  it.each([
    ['rtsp://admin:p@ss@192.168.1.9:554/live', 'rtsp://admin:••••@192.168.1.9:554/live'],
    [
      'rtsp://192.168.4.57/user=admin&password=p@ss&channel=1&stream=0.sdp?real_stream',
      'rtsp://192.168.4.57/user=admin&password=••••&channel=1&stream=0.sdp?real_stream',
    ],
    ['/user=admin_password=tlJwpbo6_channel=1', '/user=admin_password=••••'],
    ['rtsp://h/live?usr=a&pwd=b', 'rtsp://h/live?usr=a&pwd=••••'],
    ['/PASSWD=x/ch1', '/PASSWD=••••/ch1'],
  ])('%s', (address, masked) => {
    expect(maskPasswords(address)).toBe(masked);
    expect(containsPassword(address)).toBe(true);
  });

  it.each([
    '192.168.1.9',
    'rtsp://192.168.1.9:554/stream1',
    'rtsp://h/live?owner=me@shop.example',
    '/compass=north',
    '',
  ])('are none in %s', (address) => {
    expect(containsPassword(address)).toBe(false);
    expect(maskPasswords(address)).toBe(address);
  });
});
