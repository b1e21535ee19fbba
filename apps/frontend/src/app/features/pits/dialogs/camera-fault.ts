import { type ProblemError } from '../../../api/problem-error';
import { problemText } from '../../../api/problem-text';
import type { CameraEntry } from '../camera-address';

/** Which of the API's fields is asked for by which of the dialog's. */
const ASKED_BY: Readonly<Record<string, keyof CameraEntry>> = {
  url: 'address',
  host: 'address',
  port: 'address',
  path: 'address',
  user: 'user',
  password: 'password',
  transport: 'transport',
};

/** Beside which field a refused camera is explained, and how; field null: beneath all of them. */
export function cameraFault(problem: ProblemError): { field: keyof CameraEntry | null; text: string } {
  if (problem.code === 'camera-address-refused') return { field: 'address', text: problemText(problem) };
  const fault = problem.errors[0];
  const field = fault ? ASKED_BY[fault.field] : undefined;
  return fault && field ? { field, text: fault.message } : { field: null, text: problemText(problem) };
}
