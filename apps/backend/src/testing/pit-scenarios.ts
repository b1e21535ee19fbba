import type {
  CameraTest,
  CameraTestFaultCode,
  CameraTestStepName,
  DiagnosisFaultCode,
  PitStream,
  PlayerFindings,
} from '@ppf/contracts';
import type { PitFacts, ServerFacts, WhepFacts } from '../troubleshooting/facts/pit-facts';
import { findingText } from '../troubleshooting/texts/finding-texts';
import { decideDiagnosis } from '../troubleshooting/decide/decide-diagnosis';

/** When it is asked. */
export const AT = new Date('2026-11-25T12:00:00Z');
/** So many seconds before. */
export const ago = (seconds: number) => new Date(AT.getTime() - seconds * 1000);
const PATH = 'workshop-1/pit-2';

/** A stream that everybody gets. */
export const LIVE: PitStream = {
  status: 'live',
  cause: null,
  since: ago(600).toISOString(),
  codec: 'H264',
  profile: 'High',
  width: 1280,
  height: 720,
  bits_per_second: 1_000_000,
  readers: 1,
};
/** A stream that is not there. */
export const OFFLINE: PitStream = {
  ...LIVE,
  status: 'offline',
  codec: null,
  bits_per_second: null,
  readers: 0,
};
/** Nothing arrives, so nothing is shown. */
export const GONE = { sourceStream: OFFLINE, viewerStream: OFFLINE };
/** What a player tells that plays. */
export const PLAYING: PlayerFindings = {
  state: 'live',
  transport: 'webrtc',
  latency_ms: 120,
  fps: 25,
  clock: AT.toISOString(),
};

/** The test of a camera that is pulled, as far as it got. */
export function tested(
  step?: CameraTestStepName,
  code?: CameraTestFaultCode,
  codec = 'H264',
): PitFacts['test'] {
  const all: CameraTestStepName[] = ['resolve', 'reach', 'options', 'describe', 'play', 'video'];
  const taken = step ? all.slice(0, all.indexOf(step) + 1) : all;
  const severity = code ? findingText(code).severity : 'error';
  const steps = taken.map((each) => ({
    step: each,
    ok: each !== step || severity === 'warning',
    ms: 10,
    fault: each === step && code ? { code, severity, sentence: '', fix: '' } : null,
  }));
  const ok = steps.every((each) => each.ok);
  return { kind: 'done', test: { ok, steps, video: { codec } } as unknown as CameraTest };
}

const SERVER: ServerFacts = {
  reachability: 'responds',
  ms: 5,
  version: 'v1.20.1',
  isTooOld: false,
  clockAheadMs: 0,
  settings: {
    authMethod: 'http',
    hook: { route: '/api/v1/streams/validate-token', provesItself: true },
    webrtc: { udpPort: 8189, additionalHosts: [], iceServers: 0 },
  },
  hasPath: true,
  receivedBytes: 4_000_000,
};
/** What answers where browsers ask. */
export const WHEP: WhepFacts = {
  reachability: 'responds',
  ms: 9,
  withToken: 204,
  withoutToken: 401,
  corsAllows: true,
};
/** It refuses whoever asks. */
export const REFUSED: WhepFacts = { ...WHEP, withToken: 401 };
/** A camera that is pulled. */
export const CAMERA = {
  kind: 'pull',
  paused: false,
  pauseReason: null,
  notApplied: null,
  onDemand: false,
  transcode: false,
  canPublish: false,
} as const;
/** A camera that pushes. */
export const PUSH = { ...CAMERA, kind: 'push', canPublish: true } as const;
const HOOK: PitFacts['hook'] = {
  probedAt: ago(2),
  lastCallAt: ago(1),
  lastUnauthenticatedCallAt: null,
  lastReadDenial: null,
  lastPublishDenial: null,
  lastPublishDeniedAt: null,
  strayPublish: null,
};
/** A hook that nobody has asked since. */
export const NO_HOOK_CALL = { ...HOOK, lastCallAt: null };

/** A pit of which everything is well. */
export const WELL: PitFacts = {
  at: AT,
  path: PATH,
  auth: 'http',
  camera: CAMERA,
  test: tested(),
  sourceStream: LIVE,
  viewerStream: LIVE,
  server: SERVER,
  whep: WHEP,
  hook: HOOK,
  addresses: {
    pageIsHttps: true,
    pageIsLoopback: false,
    mediaIsHttps: true,
    mediaIsLoopback: false,
    mediaIsPublic: true,
  },
  outages: 0,
  player: { findings: PLAYING, clockAheadMs: 40, ageMs: 300 },
};
/** What a player tells that has no picture. */
export const sees = (findings: Partial<PlayerFindings>): Partial<PitFacts> => ({
  player: {
    findings: { ...PLAYING, state: 'reconnecting', transport: 'none', ...findings },
    clockAheadMs: 0,
    ageMs: 300,
  },
});
/** A camera that pushes, and of which nothing arrives. */
export const pushes = (hook: Partial<PitFacts['hook']>): Partial<PitFacts> => ({
  camera: PUSH,
  test: { kind: 'not-done', why: 'not-asked' },
  ...GONE,
  hook: { ...HOOK, ...hook },
});
/** A publisher that was refused. */
export const publishing = (
  reason: NonNullable<PitFacts['hook']['lastPublishDenial']>['reason'],
  at = ago(20),
) => ({
  lastPublishDeniedAt: at,
  lastPublishDenial: { at, reason, action: 'publish', protocol: 'rtsp', address: '192.0.2.7' },
});
/** A media server that is otherwise. */
export const withServer = (server: Partial<ServerFacts>): Partial<PitFacts> => ({
  server: { ...SERVER, ...server },
});
/** A media server that is set up otherwise. */
export const withSettings = (settings: object): Partial<PitFacts> =>
  withServer({ settings: { authMethod: 'http', hook: null, webrtc: null, ...settings } });
/** Nothing answers where browsers ask. */
export const NO_WHEP: WhepFacts = {
  reachability: 'refused',
  ms: 1,
  withToken: null,
  withoutToken: null,
  corsAllows: null,
};

/** What is told apart: facts that are otherwise than where all is well, the fault, and the step that has it. */
export type Scenario = [
  what: string,
  facts: Partial<PitFacts>,
  code: DiagnosisFaultCode | null,
  step?: string,
];

/** Declares a test for each scenario: the fault is named, at its step; null: no step has any. */
export function itNames(scenarios: readonly Scenario[]): void {
  it.each(scenarios.map(([what, facts, code, step]) => ({ what, facts, code, step })))(
    'names $what',
    ({ facts, code, step }) => {
      const { verdict, steps } = decideDiagnosis({ ...WELL, ...facts }, 'super_admin');
      expect([verdict?.code ?? null, steps.find(({ fault }) => fault?.code === code)?.step]).toEqual([
        code,
        step,
      ]);
      if (!code) expect(steps.map(({ fault }) => fault)).toEqual(steps.map(() => null));
    },
  );
}
