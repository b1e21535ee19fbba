import { IsIn } from 'class-validator';

/**
 * Why the media server does not pull a camera as it is set up. A closed list. `invalid-address`, `incomplete-sign-in` and
 * `https-not-supported`: it was stored before these were refused; `address-not-allowed`: where it is now, no camera may be;
 * `name-not-found`: its name has no address now; `unreadable-password`: the stored password cannot be opened;
 * `refused-by-media-server`: MediaMTX does not accept the path; `internal-error`: this service cannot work with the row.
 */
export const CAMERA_NOT_APPLIED_CODES = [
  'invalid-address',
  'incomplete-sign-in',
  'https-not-supported',
  'address-not-allowed',
  'name-not-found',
  'unreadable-password',
  'refused-by-media-server',
  'internal-error',
] as const;
export type CameraNotAppliedCode = (typeof CAMERA_NOT_APPLIED_CODES)[number];

/** Why this service paused a camera. `redirects`: it sends the media server to another address, with its password. */
export const PAUSE_REASONS = ['redirects'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Why a camera is not pulled as it is set up. Holds nothing that was typed. */
export class CameraNotApplied {
  @IsIn(CAMERA_NOT_APPLIED_CODES)
  code: CameraNotAppliedCode;

  /** What is wrong, in one sentence. */
  sentence: string;

  /** What to do about it. */
  fix: string;
}
