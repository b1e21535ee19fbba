import { type ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import type { CameraEntry } from '../../pits/camera/camera-entry';
import { NO_RE_ENCODING } from '../../pits/camera/jwt-mode';

/** Why a camera was not taken. */
export interface CameraFault {
  /** Beside which answer it is explained; null: beneath all of them. */
  readonly field: keyof CameraEntry | null;
  readonly text: string;
}

/** Which of the API's fields is asked for by which of ours. */
const ASKED_BY: Readonly<Record<string, keyof CameraEntry>> = {
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

/** A refused camera, in words and in its place. */
export function cameraFault(problem: ProblemError): CameraFault {
  if (problem.code === 'camera-address-refused')
    return { field: 'address', text: actionProblemText(problem) };
  const fault = problem.errors[0];
  if (problem.code === 'not-in-jwt-mode' && fault?.field === 'transcode')
    return { field: null, text: `${NO_RE_ENCODING} Take the tick of “Re-encode” away.` };
  const field = fault ? ASKED_BY[fault.field] : undefined;
  return fault && field ? { field, text: fault.message } : { field: null, text: actionProblemText(problem) };
}
