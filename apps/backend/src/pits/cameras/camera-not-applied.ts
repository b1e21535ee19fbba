import type { CameraNotApplied, CameraNotAppliedCode } from '@ppf/contracts';

type Words = Omit<CameraNotApplied, 'code'>;

/** The exhaustive table: a code without its words does not compile. */
const TEXTS: Readonly<Record<CameraNotAppliedCode, Words>> = {
  'invalid-address': {
    sentence: 'The stored address holds characters that the media server does not accept.',
    fix: 'Open the camera’s settings, correct the address, and save it again.',
  },
  'incomplete-sign-in': {
    sentence: 'The camera has a user without a password, or a password without a user.',
    fix: 'Open the camera’s settings, enter both or neither, and save it again.',
  },
  'https-not-supported': {
    sentence: 'The camera sends Motion JPEG over HTTPS, and its certificate cannot be checked reliably.',
    fix: 'Give its http:// address in a network that you trust, or its RTSP address.',
  },
  'address-not-allowed': {
    sentence: 'The camera is at an address where no camera may be.',
    fix: 'Check its address, and the networks where this workshop’s cameras may be.',
  },
  'name-not-found': {
    sentence: 'The camera’s host name has no address now.',
    fix: 'Check the name and the name server, or enter the camera’s IP address instead.',
  },
  'unreadable-password': {
    sentence: 'The stored password of the camera cannot be opened.',
    fix: 'Enter the password again. After a change of SEALING_KEY, the operator gives the old one as SEALING_KEY_PREVIOUS.',
  },
  'refused-by-media-server': {
    sentence: 'The media server does not accept this camera’s settings.',
    fix: 'Check the address for unusual characters, and save it again. The operator finds the reason in the media server’s log.',
  },
  'internal-error': {
    sentence: 'This service cannot work with what is stored for this camera.',
    fix: 'Set the camera up again. The operator finds the reason in this service’s log.',
  },
};

/** A reason in words; null: the camera is pulled as it is set up. A code of a later release counts as an internal error. */
export function toCameraNotApplied(code: CameraNotAppliedCode | null): CameraNotApplied | null {
  if (code === null) return null;
  const known = Object.hasOwn(TEXTS, code) ? code : 'internal-error';
  return { code: known, ...TEXTS[known] };
}
