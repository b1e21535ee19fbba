import { type NetworkInterfaceInfo } from 'node:os';
import { lanHosts, isLoopbackUrl } from './lan-hosts';

const at = (address: string, more: object = {}) =>
  ({ address, family: 'IPv4', internal: false, ...more }) as NetworkInterfaceInfo;

describe('the addresses at which cameras reach this machine', () => {
  it.each([
    ['rtsp://127.0.0.1:8554/workshop-1/pit-1', true],
    ['rtsp://localhost:8554/a', true],
    ['rtsp://[::1]:8554/a', true],
    ['http://127.9.9.9:8889/a/whip', true],
    ['rtsp://192.168.1.5:8554/a', false],
    ['rtsps://video.example.com/a', false],
    ['rtsp://127.0.0.1.example.com/a', false],
  ])('%s leads to the machine itself: %s', (url, expected) => {
    expect(isLoopbackUrl(url)).toBe(expected);
  });

  it('are its addresses in local networks, each once', () => {
    expect(
      lanHosts({
        lo: [at('127.0.0.1', { internal: true })],
        eth0: [at('192.168.1.5'), at('fe80::1', { family: 'IPv6' }), at('192.168.1.5')],
        wlan0: [at('10.0.0.7'), at('169.254.3.4')],
        docker0: [at('172.17.0.1')],
        gone: undefined,
      }),
    ).toEqual(['192.168.1.5', '10.0.0.7']);
  });
});
