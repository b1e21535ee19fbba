/** @jest-environment node */
import type { CameraTest } from '@ppf/contracts';
import { type CameraEntry, EMPTY_ENTRY } from '../../../pits/camera/camera-entry';
import { httpCandidates } from './http-candidates';

type Code = NonNullable<CameraTest['steps'][number]['fault']>['code'];
const found = (code: Code | null): CameraTest => ({
  ok: code === null,
  steps: code
    ? [{ step: 'reach', ok: false, ms: 1, fault: { code, severity: 'error', sentence: '', fix: '' } }]
    : [],
  video: null,
  snapshot_jpeg: null,
  snapshot_gap: null,
  tls_fingerprint: null,
  refusal: null,
  redirected_to: null,
});
const entry = (address: string, more: Partial<CameraEntry> = {}): CameraEntry => ({
  ...EMPTY_ENTRY,
  connection: 'camera',
  address,
  ...more,
});

describe('HTTP addresses of a camera without RTSP', () => {
  it.each<[string, CameraEntry, CameraTest, readonly string[]]>([
    [
      'the page of an ESP32-CAM',
      entry('192.168.4.1'),
      found('refused-connection'),
      [
        'http://192.168.4.1/stream',
        'http://192.168.4.1:81/stream',
        'http://192.168.4.1/',
        'http://192.168.4.1/video',
      ],
    ],
    [
      'its stream’s port',
      entry('192.168.4.1:81'),
      found('not-rtsp'),
      ['http://192.168.4.1:81/stream', 'http://192.168.4.1:81/', 'http://192.168.4.1:81/video'],
    ],
    [
      'a path that was entered',
      entry('192.168.4.1:8080/cam.mjpg'),
      found('not-rtsp'),
      ['http://192.168.4.1:8080/cam.mjpg'],
    ],
    ['an RTSP URL', entry('rtsp://192.168.4.1:554/live'), found('refused-connection'), []],
    ['a camera with a user', entry('192.168.4.1', { user: 'admin' }), found('refused-connection'), []],
    ['a camera that is silent', entry('192.168.4.1'), found('silent'), []],
    ['a camera that works', entry('192.168.4.1'), found(null), []],
    ['no address', entry(''), found('refused-connection'), []],
  ])('%s', (_, given, test, expected) => {
    expect(httpCandidates(given, test)).toEqual(expected);
  });
});
