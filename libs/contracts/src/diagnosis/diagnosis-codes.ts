import { CAMERA_TEST_FAULT_CODES } from '../pits/camera-test-codes';

/** Steps from the camera to the picture, in order. */
export const DIAGNOSIS_STEPS = [
  'camera',
  'sign-in',
  'video',
  'media-server',
  'hook',
  'stream',
  'webrtc',
  'browser',
] as const;
export type DiagnosisStepName = (typeof DIAGNOSIS_STEPS)[number];

/**
 * State of a step: `ok`; `fault`; `not-reached` (an earlier fault prevents the check); `unknown` (not checked, no time, or no
 * viewers).
 */
export const DIAGNOSIS_STEP_STATES = ['ok', 'fault', 'not-reached', 'unknown'] as const;
export type DiagnosisStepState = (typeof DIAGNOSIS_STEP_STATES)[number];

/** Faults of the steps after the camera. Faults of the camera have the codes of the camera test. */
export const CHAIN_FAULT_CODES = [
  'no-camera',
  'camera-not-applied',
  'media-server-down',
  'media-server-unreachable',
  'media-server-refuses-us',
  'media-server-too-old',
  'media-server-clock',
  'hook-off',
  'hook-elsewhere',
  'hook-without-secret',
  'hook-refuses',
  'path-missing',
  'server-cannot-reach-camera',
  'slow-start',
  're-encoding-fails',
  'video-is-h265',
  'video-is-mjpeg',
  'mjpeg-sends-nothing',
  'disconnects',
  'publishes-to-another-path',
  'publishes-beside-the-path',
  'wrong-publish-key',
  'webrtc-port-closed',
  'webrtc-address-wrong',
  'proxy-cannot-reach-server',
  'cors-refused',
  'media-not-https',
  'media-host-is-loopback',
  'ice-hosts-missing',
  'udp-blocked',
  'browser-cannot-reach-media',
  'token-refused',
  'pit-viewers-full',
  'workshop-viewers-full',
  'viewer-sessions-full',
  'viewing-ended',
  'lease-ended',
  'browser-codec',
  'nothing-decoded',
  'browser-failed',
  'lag',
  'browser-clock',
] as const;
export type ChainFaultCode = (typeof CHAIN_FAULT_CODES)[number];

/** All faults of a diagnosis. A closed list, described in docs/guides/troubleshooting.md. */
export const DIAGNOSIS_FAULT_CODES = [...CAMERA_TEST_FAULT_CODES, ...CHAIN_FAULT_CODES] as const;
export type DiagnosisFaultCode = (typeof DIAGNOSIS_FAULT_CODES)[number];
