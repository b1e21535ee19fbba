import type { Diagnosis, DiagnosisStepName, DiagnosisStepState } from '@ppf/contracts';
import { text } from '../texts/text';

/** What a step checks, as a statement that is true when the step passes. */
export function stepText(step: DiagnosisStepName): string {
  return text(`troubleshooting.step.${step}`);
}

/** The result of a step, for screen readers. */
export function stepStateText(state: DiagnosisStepState): string {
  return text(`troubleshooting.state.${state}`);
}

/** The result when no step reports a fault. */
export function nothingFoundText({ steps }: Diagnosis): string {
  const allPassed = steps.every(({ state }) => state === 'ok');
  return text(allPassed ? 'troubleshooting.allPassed' : 'troubleshooting.nothingFound');
}
