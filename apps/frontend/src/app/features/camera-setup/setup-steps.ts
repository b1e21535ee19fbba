import type { CameraEntry } from '../../pits/camera/camera-entry';

/** Every step of setting up a camera. */
export const SETUP_STEPS = ['connection', 'brand', 'address', 'test', 'sender', 'key', 'picture'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** What has been done so far, besides what was entered. */
export interface SetupProgress {
  /** The pit has the camera that was entered. */
  readonly saved: boolean;
  /** The address can be read, and the rest of its step is right. */
  readonly addressIsRight: boolean;
}

/** The steps of a way to connect, in order. Before it is chosen: those of the most usual one. */
export function stepsOf(connection: CameraEntry['connection']): readonly SetupStep[] {
  switch (connection) {
    case 'push':
      return ['connection', 'sender', 'key', 'picture'];
    case 'address':
      return ['connection', 'address', 'test', 'picture'];
    default:
      return ['connection', 'brand', 'address', 'test', 'picture'];
  }
}

/** The step to show: the one that is asked for, if every step before it has its answer; else the first without one. */
export function shownStep(asked: string | undefined, entry: CameraEntry, progress: SetupProgress): SetupStep {
  const steps = stepsOf(entry.connection);
  const start = asked === undefined ? 'connection' : asked;
  return steps.find((step) => step === start || !isAnswered(step, entry, progress)) ?? 'connection';
}

/** Whether a step has its answer, so that the next one may be shown. */
export function isAnswered(step: SetupStep, entry: CameraEntry, progress: SetupProgress): boolean {
  switch (step) {
    case 'connection':
      return entry.connection !== null;
    case 'brand':
      return entry.brand !== null;
    case 'address':
      return progress.addressIsRight;
    case 'sender':
      // Its key is made with the camera: without one there is nothing to set at the sender.
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

/** A step in the list of them, in two or three words. */
export const STEP_NAMES: Readonly<Record<SetupStep, string>> = {
  connection: 'Connection',
  brand: 'Brand',
  address: 'Address',
  test: 'Test',
  sender: 'Sender',
  key: 'Key',
  picture: 'Picture',
};

/** The one question of a step. */
export const STEP_QUESTIONS: Readonly<Record<SetupStep, string>> = {
  connection: 'How does the picture come?',
  brand: 'Which camera is it?',
  address: 'Where is the camera?',
  test: 'Can the camera be seen?',
  sender: 'What sends the picture?',
  key: 'Set this at the sender',
  picture: 'The picture',
};
