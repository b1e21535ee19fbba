import type { CameraTestSeverity, DiagnosisFaultCode } from '@ppf/contracts';

/** What one step comes to, judged by itself. */
export interface StepFinding {
  readonly state: 'ok' | 'unknown' | 'fault';
  /** What is wrong; with `ok` or `unknown`: a warning. */
  readonly code?: DiagnosisFaultCode;
  /** Another one than the fault usually has. */
  readonly severity?: CameraTestSeverity;
  /** In a few words, without anything that was typed or received. */
  readonly detail?: string;
  /** How long finding it out took. */
  readonly ms?: number;
}

/** Nothing is wrong. */
export function ok(detail?: string): StepFinding {
  return { state: 'ok', ...(detail === undefined ? {} : { detail }) };
}

/** Nothing is known. */
export function unknown(detail: string): StepFinding {
  return { state: 'unknown', detail };
}

/** It ends here. */
export function fault(code: DiagnosisFaultCode, detail?: string): StepFinding {
  return { state: 'fault', code, ...(detail === undefined ? {} : { detail }) };
}

/** It goes on, but not well. */
export function warning(code: DiagnosisFaultCode, detail?: string): StepFinding {
  return { ...ok(detail), code, severity: 'warning' };
}
