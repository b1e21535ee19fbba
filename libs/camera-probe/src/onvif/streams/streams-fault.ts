/** Why a camera's streams are not known. A closed list. */
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

/** The faults in words, and what to do. */
export const STREAMS_FAULT_TEXTS: Readonly<
  Record<StreamsFault, { readonly sentence: string; readonly fix: string }>
> = {
  unresolvable: {
    sentence: 'There is no camera by this name in the network.',
    fix: 'Check the spelling, or enter the camera’s IP address: the camera’s app or your router shows it.',
  },
  'address-refused': {
    sentence: 'A camera cannot be at this address.',
    fix: 'Enter the address that the camera has in the workshop’s network, such as 192.168.1.64.',
  },
  unreachable: {
    sentence: 'Nothing answers at this address and port.',
    fix: 'Check that the camera is on, and its ONVIF port (usually 80, 443, 8000, 8080 or 2020).',
  },
  'too-slow': {
    sentence: 'The camera takes too long to list its streams.',
    fix: 'Try again: recorders are slow after a start. Or enter the path of the stream by hand.',
  },
  'not-onvif': {
    sentence: 'What answers there does not speak ONVIF.',
    fix: 'Switch ONVIF on in the camera’s settings and check its ONVIF port, or enter the path of the stream by hand.',
  },
  'password-needed': {
    sentence: 'The camera lists its streams to its ONVIF users only.',
    fix: 'Enter a user and password of the camera, then ask again.',
  },
  'wrong-password': {
    sentence: 'The camera does not accept this user and password for ONVIF.',
    fix: 'Enter the user that the camera has for ONVIF: many cameras keep it apart from the one of their web page.',
  },
  'sign-in-unsupported': {
    sentence: 'The camera accepts ONVIF sign-ins only in a form that sends the password unprotected.',
    fix: 'Set the camera’s authentication to “digest”, or enter the path of the stream by hand.',
  },
  'no-streams': {
    sentence: 'The camera speaks ONVIF, but offers no stream.',
    fix: 'Give the user the right to watch in the camera, or enter the path of the stream by hand.',
  },
};

/** What is worth knowing beside the streams. A closed list. */
export const STREAMS_NOTICES = ['camera-clock'] as const;

/** A notice in words, and what to do. */
export interface StreamsNotice {
  readonly code: (typeof STREAMS_NOTICES)[number];
  readonly sentence: string;
  readonly fix: string;
}

/** The camera's clock is wrong. `difference`: as in `2 h 5 min`. */
export function clockNotice({ text, isAhead }: { text: string; isAhead: boolean }): StreamsNotice {
  return {
    code: 'camera-clock',
    sentence: `The camera’s clock is ${text} ${isAhead ? 'ahead of' : 'behind'} this server’s.`,
    fix: 'Set date, time and time zone in the camera, best by NTP: ONVIF sign-ins depend on the clock.',
  };
}
