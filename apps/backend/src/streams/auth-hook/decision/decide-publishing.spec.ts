import { type AuthRequest } from '@ppf/mediamtx';
import { hashSecret } from '../../../platform/crypto/secrets';
import { AccessIndex } from '../../access-index/access-index';
import {
  PULL,
  PUSH,
  KEYLESS,
  BARE,
  PAUSED,
  DOUBLE,
  TRANSCODED,
  LISTED,
  KEY,
  tokenOf,
  bearer,
  type Outcome,
  decide,
  hookContext,
} from './testing/hook-fixture';

describe('a publisher', () => {
  const publish = { action: 'publish', protocol: 'rtsp', path: PUSH } as const;
  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['the camera with its key as password', { user: 'pit-2', password: KEY }, 'allow'],
    ['any user name', { user: 'admin', password: KEY }, 'allow'],
    ['as ≥ v1.18.0 sends it', { user: 'pit-2', password: KEY, token: KEY }, 'allow'],
    ['an ESP32 with ?token=', { query: `token=${KEY}` }, 'allow'],
    ['an ESP32 with ?token= ≥ v1.18.0', { query: `token=${KEY}`, token: KEY }, 'allow'],
    ['over WHIP', { protocol: 'webrtc', token: KEY }, 'allow'],
    ['the first try without credentials', {}, 'no-credentials'],
    ['another key', { user: 'pit-2', password: 'x'.repeat(43) }, 'wrong-publish-key'],
    ['the key with an extra character', { user: 'pit-2', password: `${KEY}k` }, 'wrong-publish-key'],
    ['the key’s hash', { user: 'pit-2', password: hashSecret(KEY).toString('hex') }, 'wrong-publish-key'],
    ['the key as user name', { user: KEY, password: 'x' }, 'wrong-publish-key'],
    ['a stream token', { ...bearer(tokenOf({ path: PUSH })) }, 'wrong-publish-key'],
    ['the key at another push pit', { path: KEYLESS, user: 'pit-2', password: KEY }, 'no-publish-key'],
    ['the key at a pulled pit', { path: PULL, user: 'pit-2', password: KEY }, 'camera-does-not-push'],
    ['the key at a pit without camera', { path: BARE, user: 'pit-2', password: KEY }, 'camera-does-not-push'],
    [
      'the key at a path of no pit',
      { path: 'workshop-1/pit-99', user: 'pit-2', password: KEY },
      'no-such-pit',
    ],
    ['the key at an empty path', { path: '', user: 'pit-2', password: KEY }, 'no-such-pit'],
  ])('%s', (_, change, expected) => {
    expect(decide({ ...publish, ...change })).toBe(expected);
  });
});

describe('the streams of a camera', () => {
  const watch = (path: string) => bearer(tokenOf({ path }));
  const publish = (path: string) => ({
    action: 'publish' as const,
    protocol: 'rtsp',
    path,
    user: 'camera',
    password: KEY,
  });

  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['watching the second stream', { path: `${DOUBLE}/sub`, ...watch(`${DOUBLE}/sub`) }, 'allow'],
    [
      'watching the second stream with the first one’s token',
      { path: `${DOUBLE}/sub`, ...watch(DOUBLE) },
      'token-for-other-path',
    ],
    [
      'watching the first stream with the second one’s token',
      { path: DOUBLE, ...watch(`${DOUBLE}/sub`) },
      'token-for-other-path',
    ],
    [
      'watching a second stream that does not exist',
      { path: `${PUSH}/sub`, ...watch(`${PUSH}/sub`) },
      'no-such-stream',
    ],
    ['publishing the second stream', publish(`${DOUBLE}/sub`), 'allow'],
    ['publishing the first of two', publish(DOUBLE), 'allow'],
    ['publishing a second stream that does not exist', publish(`${PUSH}/sub`), 'no-such-stream'],
    [
      'publishing a second stream with a wrong key',
      { ...publish(`${DOUBLE}/sub`), password: 'x' },
      'wrong-publish-key',
    ],
    ['publishing the video to be re-encoded', publish(`${TRANSCODED}/raw`), 'allow'],
    ['publishing to the transcoder’s path', publish(TRANSCODED), 'camera-publishes-elsewhere'],
    ['publishing to a transcoder that does not exist', publish(`${PUSH}/raw`), 'camera-publishes-elsewhere'],
    ['watching the re-encoded video', { path: TRANSCODED, ...watch(TRANSCODED) }, 'allow'],
    [
      'watching the video to be re-encoded',
      { path: `${TRANSCODED}/raw`, ...watch(`${TRANSCODED}/raw`) },
      'not-for-viewers',
    ],
    ['watching a paused camera', { path: PAUSED, ...watch(PAUSED) }, 'camera-paused'],
    ['publishing while paused', publish(PAUSED), 'camera-paused'],
    [
      'publishing while paused, from an allowed address',
      { ...publish(PAUSED), user: '', password: '' },
      'no-credentials',
    ],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toBe(expected);
  });
});

describe('a camera that cannot authenticate', () => {
  const publish = { action: 'publish', protocol: 'rtsp', path: LISTED } as const;

  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['from an allowed range', { ip: '192.168.2.77' }, 'allow'],
    ['from an allowed address', { ip: '10.0.0.9' }, 'allow'],
    ['from an allowed IPv6 address', { ip: 'fd00::9' }, 'allow'],
    ['from an allowed address as IPv4-mapped IPv6', { ip: '::ffff:192.168.2.77' }, 'allow'],
    ['with a wrong key, from an allowed address', { ip: '10.0.0.9', user: 'a', password: 'b' }, 'allow'],
    ['from another address', { ip: '192.168.3.77' }, 'no-credentials'],
    [
      'from another address with some password',
      { ip: '192.168.3.77', user: 'a', password: 'b' },
      'no-publish-key',
    ],
    ['from an address that MediaMTX does not know', { ip: '<nil>' }, 'no-credentials'],
    ['without an address', { ip: '' }, 'no-credentials'],
    ['from an address list', { ip: '10.0.0.9, 10.0.0.9' }, 'no-credentials'],
    [
      'over HTTP, where a header may set the address',
      { ip: '10.0.0.9', protocol: 'webrtc' },
      'no-credentials',
    ],
    ['to another stream of the pit', { ip: '10.0.0.9', path: `${LISTED}/sub` }, 'no-credentials'],
    ['to another camera', { ip: '10.0.0.9', path: KEYLESS }, 'no-credentials'],
    ['to watch', { ip: '10.0.0.9', action: 'read' }, 'no-credentials'],
  ])('%s', (_, change, expected) => {
    expect(decide({ ...publish, ...change })).toBe(expected);
  });

  it('is denied before the index is loaded', () => {
    expect(decide({ ...publish, ip: '10.0.0.9' }, { ...hookContext(), index: new AccessIndex() })).toBe(
      'no-credentials',
    );
  });
});
