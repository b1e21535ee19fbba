import type { CameraEntry } from '../../../pits/camera/camera-entry';
import { text } from '../texts/text';

/** All steps of the camera setup. */
export const SETUP_STEPS = ['connection', 'brand', 'address', 'test', 'publisher', 'key', 'picture'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** The progress of the setup, besides the answers. */
export interface SetupProgress {
  /** Whether the entered camera is saved. */
  readonly saved: boolean;
  /** Whether the address is valid. */
  readonly hasValidAddress: boolean;
}

/** The steps for a connection, in order; before it is chosen, those of the most common one. */
export function stepsOf(connection: CameraEntry['connection']): readonly SetupStep[] {
  switch (connection) {
    case 'push':
      return ['connection', 'publisher', 'key', 'picture'];
    case 'address':
      return ['connection', 'address', 'test', 'picture'];
    default:
      return ['connection', 'brand', 'address', 'test', 'picture'];
  }
}

/** The step to show: the requested one if all steps before it are answered, else the first that is not. */
export function decideStep(
  requested: string | undefined,
  entry: CameraEntry,
  progress: SetupProgress,
): SetupStep {
  const steps = stepsOf(entry.connection);
  const wanted = requested ?? 'connection';
  return steps.find((step) => step === wanted || !isAnswered(step, entry, progress)) ?? 'connection';
}

/** Whether a step is answered, so that the next one can be shown. */
export function isAnswered(step: SetupStep, entry: CameraEntry, progress: SetupProgress): boolean {
  switch (step) {
    case 'connection':
      return entry.connection !== null;
    case 'brand':
      return entry.brand !== null;
    case 'address':
      return progress.hasValidAddress;
    case 'publisher':
      // The key is created with the camera; without a key there is nothing to enter in the publisher.
      return progress.saved;
    case 'test':
    case 'key':
    case 'picture':
      return progress.saved;
  }
}

/** The step after one; null after the last. */
export function stepAfter(step: SetupStep, connection: CameraEntry['connection']): SetupStep | null {
  const steps = stepsOf(connection);
  return steps[steps.indexOf(step) + 1] ?? null;
}

/** The step before one; null before the first. */
export function stepBefore(step: SetupStep, connection: CameraEntry['connection']): SetupStep | null {
  const steps = stepsOf(connection);
  return steps[steps.indexOf(step) - 1] ?? null;
}

/** The name of a step in the list of steps. */
export function stepName(step: SetupStep): string {
  return text(`step.${step}`);
}

/** The heading of a step. */
export function stepQuestion(step: SetupStep): string {
  return text(`question.${step}`);
}
