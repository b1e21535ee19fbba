import { validateCameraNetworks } from './validate-camera-networks';

const LOCAL = { allow: ['10.0.0.0/8', '192.168.0.0/16', 'fc00::/7'], allowPublic: false };
const OPEN = { ...LOCAL, allowPublic: true };

describe('the networks that a workshop may choose for its cameras', () => {
  it.each([
    [['10.0.0.0/8'], LOCAL],
    [['192.168.2.0/24', '10.1.2.3', 'fd00::/64'], LOCAL],
    [['public', '8.8.8.0/24', '81.2.3.4/32'], OPEN],
  ])('%j, of %j', (wanted, allowed) => {
    expect(validateCameraNetworks(wanted, allowed)).toBeNull();
  });

  it.each([
    ['more than the operator allows', ['0.0.0.0/0'], LOCAL, /outside/],
    ['a range wider than one of the operator’s', ['192.168.0.0/15'], LOCAL, /outside/],
    ['another private range', ['172.16.0.0/12'], OPEN, /outside/],
    ['loopback', ['127.0.0.0/8'], OPEN, /outside/],
    ['the cloud’s metadata', ['169.254.169.254/32'], OPEN, /outside/],
    ['everything, where public addresses are allowed', ['0.0.0.0/0'], OPEN, /outside/],
    ['everything in IPv6', ['::/0'], OPEN, /outside/],
    ['public addresses, where they are not', ['public'], LOCAL, /public/],
    ['a public range, where they are not', ['8.8.8.0/24'], LOCAL, /outside/],
    ['text that is not a range', ['192.168.2.x'], LOCAL, /ranges such as/],
  ])('not %s', (_, wanted, allowed, why) => {
    expect(validateCameraNetworks(wanted, allowed)?.text()).toMatch(why);
  });
});
