import { IsIn } from 'class-validator';
import { CAMERA_TEST_SEVERITIES, type CameraTestSeverity } from '../pits/camera-test-codes';
import {
  DIAGNOSIS_FAULT_CODES,
  DIAGNOSIS_STEP_STATES,
  DIAGNOSIS_STEPS,
  type DiagnosisFaultCode,
  type DiagnosisStepName,
  type DiagnosisStepState,
} from './diagnosis-codes';

/** A fault and its fix, worded for the role of the user. Contains no entered or received data. */
export class DiagnosisFault {
  @IsIn(DIAGNOSIS_FAULT_CODES)
  code: DiagnosisFaultCode;

  @IsIn(CAMERA_TEST_SEVERITIES)
  severity: CameraTestSeverity;

  /** The fault, in one sentence. */
  sentence: string;

  /** The fix: for staff whom to contact, for owners the setting, for the operator the technical fix. */
  fix: string;
}

/** One step between the camera and the picture. */
export class DiagnosisStep {
  @IsIn(DIAGNOSIS_STEPS)
  step: DiagnosisStepName;

  @IsIn(DIAGNOSIS_STEP_STATES)
  state: DiagnosisStepState;

  /** Duration of the check in milliseconds. Null: known without a check, or not checked. */
  ms: number | null;

  /** With `ok` or `unknown`: a warning. Null: no known fault. */
  fault: DiagnosisFault | null;

  /** A short finding. Null: none. */
  detail: string | null;
}

/** Response of `GET /pits/{id}/diagnosis`, also where nothing can be reached. Takes up to 8 s. */
export class Diagnosis {
  /** Time of the diagnosis, ISO 8601 UTC. */
  at: string;

  /** The first error, else the first warning. Null: no fault was found. */
  verdict: DiagnosisFault | null;

  /** Every step, in order. */
  steps: DiagnosisStep[];
}
