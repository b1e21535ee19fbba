/**
 * Steps of a camera test, in order. A camera that is pulled over RTSP: `resolve` to `video`; MJPEG over HTTP: `resolve`,
 * `reach`, `request`, `video`. A camera that pushes: `key`, `arrival`, `video`.
 */
export const CAMERA_TEST_STEPS = [
  'key',
  'arrival',
  'resolve',
  'reach',
  'request',
  'options',
  'describe',
  'play',
  'video',
] as const;
export type CameraTestStepName = (typeof CAMERA_TEST_STEPS)[number];

/** All faults of a camera test. A closed list. */
export const CAMERA_TEST_FAULT_CODES = [
  'unresolvable',
  'address-refused',
  'unreachable',
  'refused-connection',
  'tls-failed',
  'wrong-certificate',
  'unconfirmed-certificate',
  'silent',
  'slow',
  'hung-up',
  'hung-up-at-sign-in',
  'wrong-answer-number',
  'not-rtsp',
  'unexpected-answer',
  'redirected',
  'password-needed',
  'wrong-password',
  'sign-in-unsupported',
  'digest-refused',
  'only-media-server-signs-in',
  'forbidden',
  'wrong-path',
  'options-refused',
  'invalid-description',
  'invalid-track',
  'refused-track',
  'invalid-base-address',
  'early-packets',
  'no-video',
  'too-many-viewers',
  'tcp-refused',
  'udp-refused',
  'udp-no-packets',
  'no-picture',
  'stalled',
  'unsupported-codec',
  'no-key-frame',
  'b-frames',
  'long-key-frame-interval',
  'no-second-connection',
  'intra-refresh',
  'timestamps-jump',
  'uncommon-profile',
  'mjpeg-too-large',
  'http-sign-in-unsupported',
  'not-mjpeg',
  'no-publish-key',
  'paused',
  'not-publishing',
  'publishing-refused',
  'media-server-away',
] as const;
export type CameraTestFaultCode = (typeof CAMERA_TEST_FAULT_CODES)[number];

/** `error`: viewers get no picture; `warning`: the stream works with restrictions. */
export const CAMERA_TEST_SEVERITIES = ['error', 'warning'] as const;
export type CameraTestSeverity = (typeof CAMERA_TEST_SEVERITIES)[number];

/** Reasons why a test has no snapshot. */
export const CAMERA_SNAPSHOT_GAPS = ['no-key-frame', 'no-ffmpeg', 'not-decoded'] as const;
export type CameraSnapshotGapCode = (typeof CAMERA_SNAPSHOT_GAPS)[number];
