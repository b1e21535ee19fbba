import { CAMERA_NOT_APPLIED_CODES, type CameraNotApplied, type CameraNotAppliedCode } from '@ppf/contracts';
import { message } from '../messages';

/**
 * Why the media server does not pull a camera as it is set up. Null: it does.
 * @param code A code of a later release counts as an internal error.
 */
export function toCameraNotApplied(code: CameraNotAppliedCode | null): CameraNotApplied | null {
  if (code === null) return null;
  const known = CAMERA_NOT_APPLIED_CODES.includes(code) ? code : 'internal-error';
  return {
    code: known,
    sentence: message(`not-applied.${known}.sentence`).text(),
    fix: message(`not-applied.${known}.fix`).text(),
  };
}
