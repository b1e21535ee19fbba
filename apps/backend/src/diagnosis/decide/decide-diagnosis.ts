import {
  type Diagnosis,
  DIAGNOSIS_STEPS,
  type DiagnosisFault,
  type DiagnosisStep,
  type DiagnosisStepName,
  type Role,
} from '@ppf/contracts';
import type { PitFacts } from '../facts/pit-facts';
import { faultFor } from '../fault-texts';
import { judgeCameraSide } from './judge-camera-side';
import { judgeHook, judgeMediaServer } from './judge-server-side';
import { judgeStream } from './judge-stream';
import { judgeBrowser, judgeWebrtc } from './judge-watching';
import { type StepFinding, unknown } from './step-finding';

const JUDGES: Readonly<Record<DiagnosisStepName, (facts: PitFacts) => StepFinding>> = {
  camera: (facts) => judgeCameraSide('camera', facts),
  'sign-in': (facts) => judgeCameraSide('sign-in', facts),
  video: (facts) => judgeCameraSide('video', facts),
  'media-server': judgeMediaServer,
  hook: judgeHook,
  stream: judgeStream,
  webrtc: judgeWebrtc,
  browser: judgeBrowser,
};

/** What a step can only show where these have no fault: theirs would be told again as its own. */
const RESTS_ON: Readonly<Record<DiagnosisStepName, readonly DiagnosisStepName[]>> = {
  camera: [],
  'sign-in': ['camera'],
  video: ['camera', 'sign-in'],
  'media-server': [],
  hook: ['media-server'],
  stream: ['camera', 'sign-in', 'video', 'media-server', 'hook'],
  webrtc: ['media-server', 'hook'],
  browser: DIAGNOSIS_STEPS.filter((step) => step !== 'browser'),
};

/** What is wrong with a pit's picture, in the words of whoever asks. Pure; the table of scenarios is its spec. */
export function decideDiagnosis(facts: PitFacts, role: Role): Diagnosis {
  const found = new Map<DiagnosisStepName, StepFinding>();
  const steps = DIAGNOSIS_STEPS.map((step): DiagnosisStep => {
    const finding = JUDGES[step](facts);
    const isReached = RESTS_ON[step].every((below) => found.get(below)?.state !== 'fault');
    const shown = isReached || finding.state === 'ok' ? finding : unknown('');
    found.set(step, shown);
    return showStep(step, shown, isReached || finding.state === 'ok', role);
  });
  const faults = steps.flatMap(({ fault }) => fault ?? []);
  const verdict = faults.find(({ severity }) => severity === 'error') ?? faults[0] ?? null;
  return { at: facts.at.toISOString(), verdict, steps };
}

function showStep(
  step: DiagnosisStepName,
  { state, code, severity, detail, ms }: StepFinding,
  isReached: boolean,
  role: Role,
): DiagnosisStep {
  const fault: DiagnosisFault | null = code
    ? { ...faultFor(code, role), ...(severity ? { severity } : {}) }
    : null;
  return {
    step,
    state: isReached ? state : 'not-reached',
    ms: ms === undefined ? null : Math.round(ms),
    fault,
    detail: detail || null,
  };
}
