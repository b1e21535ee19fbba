import type { Camera } from '@ppf/contracts';
import { cameraFacts } from './camera-facts-text';

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
  it('tells of a pulled camera where it is, who signs in and how it comes', () => {
    expect(facts(pulled)).toEqual({
      Picture: 'fetched from the camera, only while somebody watches',
      Address: 'rtsps://cam.local:8322/s1',
      'Sign-in': 'admin, password kept sealed',
      'On the way': 'encrypted (TLS), certificate AB:CD',
      Transport: 'TCP',
      'Second stream': '/s2',
      'Re-encoded': 'to H.264',
      'Path here': 'workshop-1/pit-7',
    });
  });

  it('shows staff, who get neither path nor user, that there is a sign-in and a second stream', () => {
    expect(facts({ ...pulled, path: null, sub_path: null, user: null })).toMatchObject({
      Address: 'rtsps://cam.local:8322',
      'Sign-in': 'with a user name and password',
      'Second stream': 'yes',
    });
    expect(facts({ ...pulled, sub: false, sub_path: null })).toMatchObject({ 'Second stream': 'none' });
  });

  it('tells of a camera that pushes where it sends to, and who may', () => {
    expect(facts(pushing)).toMatchObject({
      'Sends to': 'rtsp://server:8554/workshop-1/pit-7',
      'Publish key': 'made, kept as a hash',
      'Allowed without a key': '10.0.0.0/24, 192.168.2.9',
      'Re-encoded': 'no',
    });
    expect(facts({ ...pushing, has_publish_key: false, allow_list: [] })).toMatchObject({
      'Publish key': 'none yet: the camera cannot send',
      'Allowed without a key': 'no addresses',
    });
  });

  it('tells nothing of RTSP of a camera that sends pictures over HTTP', () => {
    const told = facts({ ...pulled, feed: 'mjpeg', tls: false, tls_fingerprint: null, port: 81, user: null });
    expect(told).toMatchObject({ Address: 'http://cam.local:81/s1', 'Re-encoded': 'to H.264, from MJPEG' });
    expect(Object.keys(told)).not.toContain('Transport');
  });

  it('begins with what tells cameras apart', () => {
    expect(
      cameraFacts(pulled, 'p')
        .slice(0, 3)
        .map(({ name }) => name),
    ).toEqual(['Picture', 'Address', 'Sign-in']);
  });
});
