import type { CameraTestStep, CameraTestStepName, DiagnosisFaultCode } from '@ppf/contracts';

/** A step of the chain that the camera's test looks at. */
export type CameraChainStep = 'camera' | 'sign-in' | 'video';

/** Which steps of the camera's test belong to which step of the chain. */
const SIDES: Readonly<Partial<Record<CameraTestStepName, CameraChainStep>>> = {
  resolve: 'camera',
  reach: 'camera',
  options: 'camera',
  describe: 'sign-in',
  request: 'video',
  play: 'video',
  video: 'video',
};

/** Refused sign-ins, whatever the request: some cameras ask for a password before anything else. */
const OF_SIGN_IN: readonly DiagnosisFaultCode[] = [
  'password-needed',
  'wrong-password',
  'sign-in-unsupported',
  'digest-refused',
  'hung-up-at-sign-in',
  'forbidden',
];
/** Found in a description that the camera gave to whom it had signed in. */
const OF_DESCRIPTION: readonly DiagnosisFaultCode[] = [
  'invalid-description',
  'invalid-track',
  'invalid-base-address',
  'no-video',
];

/** The step of the chain that a step of the camera's test belongs to; null: none. */
export function cameraChainStepOf({
  step,
  fault,
}: Pick<CameraTestStep, 'step' | 'fault'>): CameraChainStep | null {
  if (fault && OF_SIGN_IN.includes(fault.code)) return 'sign-in';
  if (fault && OF_DESCRIPTION.includes(fault.code)) return 'video';
  return SIDES[step] ?? null;
}

/** Whether the camera answered a sign-in, or wanted none: it described its stream. */
export function isSignedIn(steps: readonly CameraTestStep[]): boolean {
  return steps.some((each) => each.step === 'describe' && cameraChainStepOf(each) === 'video');
}
