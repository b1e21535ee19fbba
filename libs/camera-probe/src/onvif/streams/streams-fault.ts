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

/** English texts by fault code. */
export const STREAMS_FAULT_TEXTS: Readonly<
  Record<StreamsFault, { readonly sentence: string; readonly fix: string }>
> = {
  unresolvable: {
    sentence: 'This host name cannot be resolved.',
    fix: 'Check the spelling, or enter the camera’s IP address: the camera’s app or your router shows it.',
  },
  'address-refused': {
    sentence: 'A camera cannot be at this address.',
    fix: 'Enter the address that the camera has in the workshop’s network, such as 192.168.1.64.',
  },
  unreachable: {
    sentence: 'Nothing responds at this address and port.',
    fix: 'Check that the camera is on, and its ONVIF port (usually 80, 443, 8000, 8080 or 2020).',
  },
  'too-slow': {
    sentence: 'The camera takes too long to list its streams.',
    fix: 'Try again: recorders are slow after a start. Or enter the path of the stream manually.',
  },
  'not-onvif': {
    sentence: 'The device at this address does not support ONVIF.',
    fix: 'Turn on ONVIF in the camera’s settings and check its ONVIF port, or enter the path of the stream manually.',
  },
  'password-needed': {
    sentence: 'The camera lists its streams to its ONVIF users only.',
    fix: 'Enter a user and password of the camera, and try again.',
  },
  'wrong-password': {
    sentence: 'The camera does not accept this user and password for ONVIF.',
    fix: 'Enter the user that the camera has for ONVIF: many cameras have separate users for ONVIF and for their web page.',
  },
  'sign-in-unsupported': {
    sentence: 'The camera accepts ONVIF sign-ins only in a form that sends the password unprotected.',
    fix: 'Set the camera’s authentication to “digest”, or enter the path of the stream manually.',
  },
  'no-streams': {
    sentence: 'The camera supports ONVIF, but offers no stream.',
    fix: 'Allow the user to view video in the camera, or enter the path of the stream manually.',
  },
};

/** Notices besides the streams. A closed list. */
export const STREAMS_NOTICES = ['camera-clock'] as const;

/** A notice with its texts. */
export interface StreamsNotice {
  readonly code: (typeof STREAMS_NOTICES)[number];
  readonly sentence: string;
  readonly fix: string;
}

/** The camera's clock is wrong. @param text The difference, such as `2 h 5 min`. */
export function clockNotice({ text, isAhead }: { text: string; isAhead: boolean }): StreamsNotice {
  return {
    code: 'camera-clock',
    sentence: `The camera’s clock is ${text} ${isAhead ? 'ahead of' : 'behind'} this server’s.`,
    fix: 'Set date, time and time zone in the camera, preferably by NTP: ONVIF sign-in depends on the clock.',
  };
}
