import type { AddressRefusal } from '../address/address-refusal';

/** Every fault that a camera test can tell. A closed list. */
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

/** What a fault says, and what to do about it. */
export interface FaultTextOverride {
  readonly sentence?: string;
  readonly fix?: string;
}

/** What ends a step of the test. Its message is the code: nothing that a camera or a person sent is in it. */
export class ProbeFailure extends Error {
  constructor(
    readonly code: ProbeFaultCode,
    /** Why, when the code is `address-refused`. */
    readonly refusal: AddressRefusal | null = null,
    /** Words of ours for this case, in place of the general ones. */
    readonly textOverride: FaultTextOverride = {},
  ) {
    super(code);
    this.name = 'ProbeFailure';
  }
}

/** The camera sends whoever asks for its stream elsewhere. */
export class RedirectFailure extends ProbeFailure {
  /** @param location Where to, as the camera says it; null: it does not say. Never shown as it is. */
  constructor(readonly location: string | null) {
    super('redirected');
  }
}
