import type { AddressRefusal } from '../address/address-refusal';

/** Every fault that a camera test can tell. A closed list. */
export const PROBE_FAULT_CODES = [
  'unresolvable',
  'address-refused',
  'unreachable',
  'refused-connection',
  'tls-failed',
  'wrong-certificate',
  'silent',
  'hung-up',
  'not-rtsp',
  'unexpected-answer',
  'redirected',
  'password-needed',
  'wrong-password',
  'sign-in-unsupported',
  'forbidden',
  'wrong-path',
  'no-video',
  'too-many-viewers',
  'tcp-refused',
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
export type ProbeFaultCode = (typeof PROBE_FAULT_CODES)[number];

/** What ends a step of the test. Its message is the code: nothing that a camera or a person sent is in it. */
export class ProbeFailure extends Error {
  constructor(
    readonly code: ProbeFaultCode,
    /** Why, when the code is `address-refused`. */
    readonly refusal: AddressRefusal | null = null,
  ) {
    super(code);
    this.name = 'ProbeFailure';
  }
}
