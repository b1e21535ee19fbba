/** Reasons why the streams of a camera are unknown. A closed list. */
export const STREAMS_FAULTS = [
  'unresolvable',
  'address-refused',
  'unreachable',
  'too-slow',
  'not-onvif',
  'password-needed',
  'wrong-password',
  'sign-in-unsupported',
  'no-streams',
] as const;
export type StreamsFault = (typeof STREAMS_FAULTS)[number];

/** Notices besides the streams. A closed list. */
export const STREAMS_NOTICES = ['camera-clock'] as const;

/** `camera-clock`: the camera's clock is wrong. */
export interface StreamsNotice {
  readonly code: (typeof STREAMS_NOTICES)[number];
  /** Milliseconds that the camera's clock is ahead of this machine's; negative: behind. */
  readonly aheadMs: number;
}
