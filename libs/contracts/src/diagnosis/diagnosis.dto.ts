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

/** What is wrong, and what to do about it, in the words of whoever asks. Holds nothing that was typed or received. */
export class DiagnosisFault {
  @IsIn(DIAGNOSIS_FAULT_CODES)
  code: DiagnosisFaultCode;

  @IsIn(CAMERA_TEST_SEVERITIES)
  severity: CameraTestSeverity;

  /** What is wrong, in one sentence. */
  sentence: string;

  /** What to do about it: for staff whom to tell, for owners what to set, for the operator the technical fix. */
  fix: string;
}

/** One step of the chain from the camera to the picture. */
export class DiagnosisStep {
  @IsIn(DIAGNOSIS_STEPS)
  step: DiagnosisStepName;

  @IsIn(DIAGNOSIS_STEP_STATES)
  state: DiagnosisStepState;

  /** How long finding it out took, in whole milliseconds; null: it was known, or not asked. */
  ms: number | null;

  /** With `ok` or `unknown` too: a warning. Null: nothing is wrong that is known. */
  fault: DiagnosisFault | null;

  /** What was found, in a few words; null: nothing to tell. */
  detail: string | null;
}

/** Answer of `GET /pits/{id}/diagnosis`, also where nothing can be reached. Takes up to 8 s. */
export class Diagnosis {
  /** When it was made, ISO 8601 UTC. */
  at: string;

  /** The first error of the chain, else its first warning: one sentence and one fix. Null: nothing wrong was found. */
  verdict: DiagnosisFault | null;

  /** Every step, in order. */
  steps: DiagnosisStep[];
}
