import { type ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import type { CameraEntry } from '../../../pits/camera/camera-entry';
import { cameraText } from '../../../pits/camera/texts/text';
import { text } from '../texts/text';

/** Why the API refused a camera, for the form. */
export interface CameraFormError {
  /** The field at which it is shown; null: below the form. */
  readonly field: keyof CameraEntry | null;
  readonly text: string;
}

/** Fields of the form by field of the API. */
const FORM_FIELDS: Readonly<Record<string, keyof CameraEntry>> = {
  url: 'address',
  host: 'address',
  port: 'address',
  path: 'address',
  user: 'user',
  password: 'password',
  transport: 'transport',
  sub_path: 'subPath',
  tls_fingerprint: 'tlsFingerprint',
  allow_list: 'allowList',
};

/** The text of a problem and the field to show it at. */
export function toCameraFormError(problem: ProblemError): CameraFormError {
  if (problem.code === 'camera-address-refused')
    return { field: 'address', text: actionProblemText(problem) };
  const error = problem.errors[0];
  if (problem.code === 'not-in-jwt-mode' && error?.field === 'transcode')
    return {
      field: null,
      text: text('noTranscodingForEntry', { reason: cameraText('jwtMode.noTranscoding') }),
    };
  const field = error ? FORM_FIELDS[error.field] : undefined;
  return error && field ? { field, text: error.message } : { field: null, text: actionProblemText(problem) };
}
