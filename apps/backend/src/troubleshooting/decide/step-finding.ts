import type { CameraTestSeverity, DiagnosisFaultCode } from '@ppf/contracts';
import type { Message } from '../../platform/messages/message-catalog';

/** A short addition to a finding. Strings are names and codes, such as a codec. */
export type FindingDetail = Message | string;

/** The result of one step of the chain, decided on its own. */
export interface StepFinding {
  readonly state: 'ok' | 'unknown' | 'fault';
  /** The finding; with `ok` or `unknown`, a warning. */
  readonly code?: DiagnosisFaultCode;
  /** Overrides the usual severity of the finding. */
  readonly severity?: CameraTestSeverity;
  /** Contains no text from users, cameras or clients. */
  readonly detail?: FindingDetail;
  /** Duration of the probe in milliseconds. */
  readonly ms?: number;
}

/** The step works. */
export function ok(detail?: FindingDetail): StepFinding {
  return { state: 'ok', ...(detail === undefined ? {} : { detail }) };
}

/** The step could not be checked. */
export function unknown(detail: FindingDetail): StepFinding {
  return { state: 'unknown', detail };
}

/** The step fails. */
export function fault(code: DiagnosisFaultCode, detail?: FindingDetail): StepFinding {
  return { state: 'fault', code, ...(detail === undefined ? {} : { detail }) };
}

/** The step works with a limitation. */
export function warning(code: DiagnosisFaultCode, detail?: FindingDetail): StepFinding {
  return { ...ok(detail), code, severity: 'warning' };
}
