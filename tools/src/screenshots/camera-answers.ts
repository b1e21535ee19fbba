// API responses for cameras that the installation does not have.
import type { Body } from './scene.ts';

const AT = 'cameras.example.com:8554/workshop-1/pit-1';
const KEY = 'b8Zk0vN2w8q7b1ExampleOnly';
const FINGERPRINT = '3fa1c09b77d24e58'.repeat(4);

const step = (name: string, ms: number, fault: Body = null) => ({
  step: name,
  ok: fault?.severity !== 'error',
  ms,
  fault,
});
const NOTHING = {
  video: null,
  snapshot_jpeg: null,
  snapshot_gap: null,
  tls_fingerprint: null,
  refusal: null,
};
export const TESTED = {
  ...NOTHING,
  ok: true,
  steps: [
    step('resolve', 0),
    step('reach', 3),
    step('options', 41),
    step('describe', 96),
    step('play', 120),
    step('video', 6000, {
      code: 'long-key-frame-interval',
      severity: 'warning',
      sentence:
        'The camera sends a complete picture (key frame) too seldom, so viewers wait for the first one.',
      fix: 'Set the key frame interval (I-frame interval, GOP) in the camera to one second, and turn off “smart codec”, “H.264+” and similar settings.',
    }),
  ],
  video: {
    codec: 'H264',
    profile: 'Main',
    level: '4.0',
    width: 1920,
    height: 1080,
    frame_rate: 25,
    bitrate: 2_140_000,
    key_frame_interval_ms: 4000,
    key_frames: 2,
    b_frames: false,
    watched_ms: 6000,
  },
  snapshot_gap: {
    code: 'no-ffmpeg',
    sentence: 'This server has no FFmpeg, which makes the snapshot. The test itself does not need it.',
  },
};
const fault = (code: string, sentence: string, fix: string) => ({ code, severity: 'error', sentence, fix });
/** Of a live camera that accepts one connection. */
export const TESTED_LIVE = {
  ...TESTED,
  steps: [
    step('resolve', 0),
    step('reach', 3),
    step('options', 6000, {
      code: 'no-second-connection',
      severity: 'warning',
      sentence: 'The camera is live, and did not accept a second connection for this test.',
      fix: 'Nothing needs to be changed for the picture. To measure the video, pause the camera here, close other programs that watch it, and test again.',
    }),
    step('video', 0),
  ],
  snapshot_gap: null,
};
/** Of a camera whose picture plays beside the test. */
export const NO_KEY_FRAME = {
  ...TESTED,
  ok: false,
  steps: [
    ...TESTED.steps.slice(0, 5),
    step(
      'video',
      12_000,
      fault(
        'no-key-frame',
        'The camera sent no complete picture (key frame) to start from for as long as it was watched.',
        'Set the I-frame interval (key frame, GOP) in the camera to one second: as many frames as it sends in a second.',
      ),
    ),
  ],
};
export const WRONG_PASSWORD = {
  ...NOTHING,
  ok: false,
  steps: [
    step('resolve', 0),
    step('reach', 3),
    step('options', 41),
    step(
      'describe',
      96,
      fault(
        'wrong-password',
        'The camera does not accept this user and password.',
        'Check both in the camera’s app. After several wrong tries, many cameras lock the account for some minutes: wait before you try again.',
      ),
    ),
  ],
};
export const WRONG_CERTIFICATE = {
  ...NOTHING,
  ok: false,
  tls_fingerprint: FINGERPRINT,
  steps: [
    step('resolve', 0),
    step(
      'reach',
      12,
      fault(
        'wrong-certificate',
        'The camera’s certificate is not the one that was confirmed for it.',
        'If the camera was reset or replaced, confirm its new certificate; if not, find out which device is at this address.',
      ),
    ),
  ],
};
/** Of a camera with TLS whose certificate was never confirmed. */
export const UNCONFIRMED_CERTIFICATE = {
  ...WRONG_CERTIFICATE,
  steps: [
    step('resolve', 0),
    step(
      'reach',
      12,
      fault(
        'unconfirmed-certificate',
        'The camera’s certificate has not been confirmed yet.',
        'Compare the fingerprint with the one in the camera’s settings and confirm it here. User and password are sent only after that.',
      ),
    ),
  ],
};
export const REFUSED = {
  ...NOTHING,
  ok: false,
  steps: [
    step('key', 1),
    step(
      'arrival',
      5000,
      fault(
        'publishing-refused',
        'A client tried to publish and was refused.',
        'Set the newest key at the sender.',
      ),
    ),
  ],
  refusal: {
    at: '2026-11-23T09:12:00Z',
    sentence: 'The key is not the one of this pit.',
    address: '192.168.1.77',
    protocol: 'rtsp',
  },
};
export const PUBLISH_KEY = {
  user: 'pit-1',
  key: KEY,
  publish_url: `rtsp://pit-1:${KEY}@${AT}`,
  publish_url_with_query: `rtsp://${AT}?token=${KEY}`,
  whip_url: 'https://cameras.example.com:8889/workshop-1/pit-1/whip',
  sub_publish_url: null,
  sub_publish_url_with_query: null,
  sub_whip_url: null,
  lan_hosts: null,
};
/** Of an installation whose public host is loopback. */
export const LOOPBACK_KEY = {
  ...PUBLISH_KEY,
  publish_url: PUBLISH_KEY.publish_url.replace('cameras.example.com', '127.0.0.1'),
  publish_url_with_query: PUBLISH_KEY.publish_url_with_query.replace('cameras.example.com', '127.0.0.1'),
  whip_url: 'http://127.0.0.1:8889/workshop-1/pit-1/whip',
  lan_hosts: ['192.168.1.5', '10.20.30.40'],
};
export const pushing = (camera: Body) => ({
  ...camera,
  kind: 'push',
  feed: null,
  host: null,
  user: null,
  has_password: false,
  allow_list: ['192.168.2.0/24'],
  has_publish_key: true,
  publish_address: `rtsp://${AT}`,
});
/** Of a camera that the media server does not pull as it is set up. */
export const NOT_APPLIED = {
  code: 'refused-by-media-server',
  sentence: 'The media server does not accept this camera’s settings.',
  fix: 'Check the address for unusual characters, and save it again. The operator finds the reason in the media server’s log.',
};
