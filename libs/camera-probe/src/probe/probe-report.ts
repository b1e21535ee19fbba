import type { KeyFrame, VideoFacts } from '../video/video-facts';
import type { AddressRefusal } from '../address/address-refusal';
import type { FaultDetail, ProbeFaultCode } from '../faults/probe-fault';

/** Steps of a camera test, in order. The protocol decides which of them are executed. */
export const PROBE_STEPS = [
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
export type ProbeStepName = (typeof PROBE_STEPS)[number];

/** A fault, without entered data. */
export interface ProbeFault {
  readonly code: ProbeFaultCode;
  /** `error`: viewers get no picture; `warning`: the stream works with restrictions. */
  readonly severity: 'error' | 'warning';
  /** The reason, when the code is `address-refused`. */
  readonly refusal: AddressRefusal | null;
  /** Null: no details besides the code. */
  readonly detail: FaultDetail | null;
}

/** One executed step. The first step that is not ok is the last one. */
export interface ProbeStep {
  readonly step: ProbeStepName;
  /** False: an error ended the test here, or browsers cannot play the video. */
  readonly ok: boolean;
  /** Duration in milliseconds. */
  readonly ms: number;
  /** With `ok` true: a warning. */
  readonly fault?: ProbeFault;
}

/** Result of a camera test. */
export interface ProbeReport {
  /** Whether every step is ok: browsers can play the camera. */
  readonly ok: boolean;
  readonly steps: readonly ProbeStep[];
  /** Null: the test ended before the video. */
  readonly video: VideoFacts | null;
  /** For a snapshot. Null: no complete key frame arrived. */
  readonly keyFrame: KeyFrame | null;
  /** SHA-256 of the camera's certificate, lower-case hex, to be confirmed by a user. Null without TLS. */
  readonly fingerprint: string | null;
  /** Target of a redirect as the camera sent it, which must not be shown unchecked. Null: no redirect. */
  readonly redirectedTo: string | null;
}
