import type { AddressRefusal } from '../address/address-refusal';

/** All faults of a camera test. A closed list. */
export const PROBE_FAULT_CODES = [
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
export type ProbeFaultCode = (typeof PROBE_FAULT_CODES)[number];

/** Texts of a particular case, in place of the general texts of the fault. */
export interface FaultTextOverride {
  readonly sentence?: string;
  readonly fix?: string;
}

/** Ends a step of the test. Its message is the code, without entered or received data. */
export class ProbeFailure extends Error {
  constructor(
    readonly code: ProbeFaultCode,
    /** The reason, when the code is `address-refused`. */
    readonly refusal: AddressRefusal | null = null,
    /** Texts of this case. */
    readonly textOverride: FaultTextOverride = {},
  ) {
    super(code);
    this.name = 'ProbeFailure';
  }
}

/** The camera redirects requests for its stream. */
export class RedirectFailure extends ProbeFailure {
  /** @param location The target as the camera sent it, which must not be shown unchecked. Null: none. */
  constructor(readonly location: string | null) {
    super('redirected');
  }
}
