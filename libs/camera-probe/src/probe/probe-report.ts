import type { KeyFrame, VideoFacts } from '../video/video-facts';
import type { FaultText } from '../faults/fault-texts';
import type { ProbeFaultCode } from '../faults/probe-fault';

/** What a camera test does, in order; which of them is taken depends on how the camera is reached. */
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

/** A fault, and what to do about it. Never holds anything that was typed or received. */
export interface ProbeFault extends FaultText {
  readonly code: ProbeFaultCode;
}

/** One step that was taken. Steps after one that is not ok are not taken. */
export interface ProbeStep {
  readonly step: ProbeStepName;
  /** False: an error ended the test here, or no browser can show what came. */
  readonly ok: boolean;
  /** How long it took. */
  readonly ms: number;
  /** With `ok` true: a warning. */
  readonly fault?: ProbeFault;
}

/** What a camera test found. */
export interface ProbeReport {
  /** Every step is ok: the camera can be watched in a browser. */
  readonly ok: boolean;
  readonly steps: readonly ProbeStep[];
  /** Null: the test did not get as far as the video. */
  readonly video: VideoFacts | null;
  /** For a snapshot; null: none came whole. */
  readonly keyFrame: KeyFrame | null;
  /** SHA-256 of the camera's certificate, lower-case hex, to be confirmed by a person; null without TLS. */
  readonly fingerprint: string | null;
  /** Where it sends whoever asks for its stream, as the camera says it: not to be shown as it is. Null: nowhere. */
  readonly redirectedTo: string | null;
}
