/** @jest-environment node */
import type { Camera } from '@ppf/contracts';
import { cameraFacts } from './camera-facts-text';
import { fingerprintText } from './fingerprint-text';

const pulled: Camera = {
  kind: 'pull',
  paused: false,
  pause_reason: null,
  not_applied: null,
  feed: 'rtsp',
  tls: true,
  tls_fingerprint: 'abcd',
  host: 'cam.local',
  port: 8322,
  path: '/s1',
  sub_path: '/s2',
  user: 'admin',
  has_password: true,
  transport: 'tcp',
  on_demand: true,
  transcode: true,
  sub: true,
  allow_list: [],
  has_publish_key: false,
  publish_address: null,
  publish_address_changed_at: null,
  sub_publish_address: null,
};
const pushing: Camera = {
  ...pulled,
  kind: 'push',
  feed: null,
  host: null,
  transcode: false,
  allow_list: ['10.0.0.0/24', '192.168.2.9'],
  has_publish_key: true,
  publish_address: 'rtsp://server:8554/workshop-1/pit-7',
};
const facts = (camera: Camera): Record<string, string> =>
  Object.fromEntries(cameraFacts(camera, 'workshop-1/pit-7').map(({ name, value }) => [name, value]));

describe('cameraFacts', () => {
  it('show address, credentials and transport of a pulled camera', () => {
    expect(facts(pulled)).toEqual({
      Source: 'pulled from the camera on demand',
      Address: 'rtsps://cam.local:8322/s1',
      'Sign-in': 'admin, password stored encrypted',
      Encryption: 'TLS, certificate AB:CD',
      Transport: 'TCP',
      'Second stream': '/s2',
      'Re-encoded': 'to H.264',
      'Path on the media server': 'workshop-1/pit-7',
    });
  });

  it('show to staff, who get neither path nor user name, that there are credentials and a second stream', () => {
    expect(facts({ ...pulled, path: null, sub_path: null, user: null })).toMatchObject({
      Address: 'rtsps://cam.local:8322',
      'Sign-in': 'with a user name and password',
      'Second stream': 'yes',
    });
    expect(facts({ ...pulled, sub: false, sub_path: null })).toMatchObject({ 'Second stream': 'none' });
  });

  it('show publish address and key of a camera that publishes', () => {
    expect(facts(pushing)).toMatchObject({
      'Publish address': 'rtsp://server:8554/workshop-1/pit-7',
      'Publish key': 'created, stored as a hash',
      'Allowed without a key': '10.0.0.0/24, 192.168.2.9',
      'Re-encoded': 'no',
    });
    expect(facts({ ...pushing, has_publish_key: false, allow_list: [] })).toMatchObject({
      'Publish key': 'none yet: nothing can publish',
      'Allowed without a key': 'no addresses',
    });
  });

  it('show no RTSP settings of a camera with MJPEG over HTTP', () => {
    const shown = facts({
      ...pulled,
      feed: 'mjpeg',
      tls: false,
      tls_fingerprint: null,
      port: 81,
      user: null,
    });
    expect(shown).toMatchObject({ Address: 'http://cam.local:81/s1', 'Re-encoded': 'to H.264, from MJPEG' });
    expect(Object.keys(shown)).not.toContain('Transport');
  });

  it('start with what identifies a camera', () => {
    expect(
      cameraFacts(pulled, 'p')
        .slice(0, 3)
        .map(({ name }) => name),
    ).toEqual(['Source', 'Address', 'Sign-in']);
  });
});

describe('fingerprintText', () => {
  it('is formatted as cameras show it', () => expect(fingerprintText('abcd01')).toBe('AB:CD:01'));
});
