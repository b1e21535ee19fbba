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
];
/** What ends a step of the test. Its message is the code: nothing that a camera or a person sent is in it. */
export class ProbeFailure extends Error {
  code;
  refusal;
  constructor(
    code,
    /** Why, when the code is `address-refused`. */
    refusal = null,
  ) {
    super(code);
    this.code = code;
    this.refusal = refusal;
    this.name = 'ProbeFailure';
  }
}
