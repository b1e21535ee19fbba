import type { CameraTestStep, CameraTestStepName, DiagnosisFaultCode } from '@ppf/contracts';

/** A step of the chain that the camera test covers. */
export type CameraChainStep = 'camera' | 'sign-in' | 'video';

/** The step of the chain of each step of the camera test. */
const CHAIN_STEPS: Readonly<Partial<Record<CameraTestStepName, CameraChainStep>>> = {
  resolve: 'camera',
  reach: 'camera',
  options: 'camera',
  describe: 'sign-in',
  request: 'video',
  play: 'video',
  video: 'video',
};

/** Sign-in failures at any request: some cameras require a password for the first one. */
const SIGN_IN_FAULTS: readonly DiagnosisFaultCode[] = [
  'password-needed',
  'wrong-password',
  'sign-in-unsupported',
  'digest-refused',
  'hung-up-at-sign-in',
  'forbidden',
];
/** Faults in the description, which the camera sends after the sign-in. */
const DESCRIPTION_FAULTS: readonly DiagnosisFaultCode[] = [
  'invalid-description',
  'invalid-track',
  'invalid-base-address',
  'no-video',
];

/** Returns the step of the chain that a step of the camera test belongs to; null: none. */
export function cameraChainStepOf({
  step,
  fault,
}: Pick<CameraTestStep, 'step' | 'fault'>): CameraChainStep | null {
  if (fault && SIGN_IN_FAULTS.includes(fault.code)) return 'sign-in';
  if (fault && DESCRIPTION_FAULTS.includes(fault.code)) return 'video';
  return CHAIN_STEPS[step] ?? null;
}

/** Whether the sign-in succeeded or was not required: the camera described its stream. */
export function isSignedIn(steps: readonly CameraTestStep[]): boolean {
  return steps.some((each) => each.step === 'describe' && cameraChainStepOf(each) === 'video');
}
