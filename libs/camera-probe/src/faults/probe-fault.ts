import type { AddressRefusal } from '../address/address-refusal';
import type { SessionFault } from '../media-server/validate-description';
import type { FormatFault } from '../media-server/validate-format';

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

/** Faults with which viewers still get a picture. */
const WARNINGS: readonly ProbeFaultCode[] = [
  'slow',
  'only-media-server-signs-in',
  'long-key-frame-interval',
  'no-second-connection',
  'timestamps-jump',
  'uncommon-profile',
];

/** `error`: viewers get no picture; `warning`: the stream works with restrictions. */
export function severityOf(code: ProbeFaultCode): 'error' | 'warning' {
  return WARNINGS.includes(code) ? 'warning' : 'error';
}

/** What a track contains. `data`: metadata or anything else. */
export type TrackKind = 'video' | 'audio' | 'data';

/** The particular case of a fault, with the values that its text contains. `track`: from 1. */
export type FaultDetail =
  | { readonly code: 'session'; readonly reason: SessionFault }
  /** A line of the description. `key`: null where it has none. */
  | { readonly code: 'line'; readonly line: number; readonly key: string | null }
  | {
      readonly code: 'track-format';
      readonly track: number;
      readonly kind: TrackKind;
      /** Null: it has no known name. */
      readonly codec: string | null;
      readonly reason: FormatFault;
    }
  | { readonly code: 'track-address' | 'track-refused'; readonly track: number; readonly kind: TrackKind }
  | { readonly code: 'back-channel'; readonly track: number }
  | { readonly code: 'header'; readonly header: 'Session' | 'Transport' }
  | { readonly code: 'undeclared' | 'mode-needs-tcp' | 'base-control' | 'negative-serial' | 'sign-in' };

/** Ends a step of the test. Its message is the code, without entered or received data. */
export class ProbeFailure extends Error {
  constructor(
    readonly code: ProbeFaultCode,
    /** The reason, when the code is `address-refused`. */
    readonly refusal: AddressRefusal | null = null,
    /** Null: no details besides the code. */
    readonly detail: FaultDetail | null = null,
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
