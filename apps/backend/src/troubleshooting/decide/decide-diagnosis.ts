import {
  type Diagnosis,
  DIAGNOSIS_STEPS,
  type DiagnosisFault,
  type DiagnosisStep,
  type DiagnosisStepName,
  type Role,
} from '@ppf/contracts';
import { textOf } from '../../platform/messages/text-of';
import type { PitFacts } from '../facts/pit-facts';
import { toDiagnosisFault } from '../texts/finding-texts';
import { decideCameraStep } from './decide-camera-side';
import { decideHook, decideMediaServer } from './decide-server-side';
import { decideStream } from './decide-stream';
import { decideBrowser, decideWebrtc } from './decide-playback';
import { type StepFinding, unknown } from './step-finding';

const DECISIONS: Readonly<Record<DiagnosisStepName, (facts: PitFacts) => StepFinding>> = {
  camera: (facts) => decideCameraStep('camera', facts),
  'sign-in': (facts) => decideCameraStep('sign-in', facts),
  video: (facts) => decideCameraStep('video', facts),
  'media-server': decideMediaServer,
  hook: decideHook,
  stream: decideStream,
  webrtc: decideWebrtc,
  browser: decideBrowser,
};

/** Steps that must not have failed for a step to be reached. Otherwise their failure would be reported twice. */
const DEPENDS_ON: Readonly<Record<DiagnosisStepName, readonly DiagnosisStepName[]>> = {
  camera: [],
  'sign-in': ['camera'],
  video: ['camera', 'sign-in'],
  'media-server': [],
  hook: ['media-server'],
  stream: ['camera', 'sign-in', 'video', 'media-server', 'hook'],
  webrtc: ['media-server', 'hook'],
  browser: DIAGNOSIS_STEPS.filter((step) => step !== 'browser'),
};

/** Decides a diagnosis from its facts. Pure; the specs are tables of scenarios. @param role The reader's role. */
export function decideDiagnosis(facts: PitFacts, role: Role): Diagnosis {
  const found = new Map<DiagnosisStepName, StepFinding>();
  const steps = DIAGNOSIS_STEPS.map((step): DiagnosisStep => {
    const finding = DECISIONS[step](facts);
    const isReached = DEPENDS_ON[step].every((below) => found.get(below)?.state !== 'fault');
    const reported = isReached || finding.state === 'ok' ? finding : unknown('');
    found.set(step, reported);
    return toDiagnosisStep(step, reported, isReached || finding.state === 'ok', role);
  });
  const faults = steps.flatMap(({ fault }) => fault ?? []);
  const verdict = faults.find(({ severity }) => severity === 'error') ?? faults[0] ?? null;
  return { at: facts.at.toISOString(), verdict, steps };
}

function toDiagnosisStep(
  step: DiagnosisStepName,
  { state, code, severity, detail, ms }: StepFinding,
  isReached: boolean,
  role: Role,
): DiagnosisStep {
  const fault: DiagnosisFault | null = code
    ? { ...toDiagnosisFault(code, role), ...(severity ? { severity } : {}) }
    : null;
  return {
    step,
    state: isReached ? state : 'not-reached',
    ms: ms === undefined ? null : Math.round(ms),
    fault,
    detail: detail ? textOf(detail) : null,
  };
}
