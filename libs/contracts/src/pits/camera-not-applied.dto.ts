import { IsIn } from 'class-validator';

/**
 * Reasons why the media server does not pull a camera as it is set up. A closed list. `invalid-address`, `incomplete-sign-in`
 * and `https-not-supported`: it was stored before these were refused; `address-not-allowed`: no camera may be at its current
 * address; `name-not-found`: its name cannot be resolved; `unreadable-password`: the stored password cannot be decrypted;
 * `refused-by-media-server`: MediaMTX does not accept the path; `internal-error`: this service cannot process the row.
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

/** Reasons why this service paused a camera. `redirects`: it redirects the media server, with the password, to another address. */
export const PAUSE_REASONS = ['redirects'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** The reason why a camera is not pulled as it is set up. Contains no entered data. */
export class CameraNotApplied {
  @IsIn(CAMERA_NOT_APPLIED_CODES)
  code: CameraNotAppliedCode;

  /** The reason, in one sentence. */
  sentence: string;

  /** The fix. */
  fix: string;
}
