import type { Diagnosis, DiagnosisStepName, DiagnosisStepState } from '@ppf/contracts';

/** What a step looks at, for people. */
export const STEP_TEXTS: Readonly<Record<DiagnosisStepName, string>> = {
  camera: 'The camera can be reached',
  'sign-in': 'The camera lets us sign in and has the stream',
  video: 'Its video can be shown in a browser',
  'media-server': 'The media server answers',
  hook: 'The media server knows who may watch',
  stream: 'The video is at the media server',
  webrtc: 'Browsers can fetch it there',
  browser: 'This browser shows it',
};

/** What a state is called for a screen reader. */
export const STATE_TEXTS: Readonly<Record<DiagnosisStepState, string>> = {
  ok: 'yes',
  fault: 'no',
  'not-reached': 'not reached',
  unknown: 'not known',
};

/** What is said where nothing is wrong that is known. */
export function nothingFound({ steps }: Diagnosis): string {
  return steps.every(({ state }) => state === 'ok')
    ? 'Nothing is wrong: everything works, from the camera to this picture.'
    : 'No fault was found. What could not be looked at is marked below.';
}
