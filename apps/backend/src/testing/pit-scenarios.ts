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

/** Time of the diagnosis. */
export const AT = new Date('2026-11-25T12:00:00Z');
/** An instant, in seconds before the diagnosis. */
export const ago = (seconds: number) => new Date(AT.getTime() - seconds * 1000);
const PATH = 'workshop-1/pit-2';

/** A live stream. */
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
/** An offline stream. */
export const OFFLINE: PitStream = {
  ...LIVE,
  status: 'offline',
  codec: null,
  bits_per_second: null,
  readers: 0,
};
/** Nothing arrives, so there is no picture. */
export const GONE = { sourceStream: OFFLINE, viewerStream: OFFLINE };
/** Findings of a player that plays. */
export const PLAYING: PlayerFindings = {
  state: 'live',
  transport: 'webrtc',
  latency_ms: 120,
  fps: 25,
  clock: AT.toISOString(),
};

/** Result of testing a pulled camera. */
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
/** The WHEP response at the address of browsers. */
export const WHEP: WhepFacts = {
  reachability: 'responds',
  ms: 9,
  withToken: 204,
  withoutToken: 401,
  corsAllows: true,
};
/** It rejects the request. */
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
/** A camera that publishes. */
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
/** An auth hook without requests since then. */
export const NO_HOOK_CALL = { ...HOOK, lastCallAt: null };

/** A pit without any fault. */
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
/** Findings of a player without a picture. */
export const sees = (findings: Partial<PlayerFindings>): Partial<PitFacts> => ({
  player: {
    findings: { ...PLAYING, state: 'reconnecting', transport: 'none', ...findings },
    clockAheadMs: 0,
    ageMs: 300,
  },
});
/** A camera that publishes, of which nothing arrives. */
export const pushes = (hook: Partial<PitFacts['hook']>): Partial<PitFacts> => ({
  camera: PUSH,
  test: { kind: 'not-done', why: 'not-asked' },
  ...GONE,
  hook: { ...HOOK, ...hook },
});
/** A publisher that was denied. */
export const publishing = (
  reason: NonNullable<PitFacts['hook']['lastPublishDenial']>['reason'],
  at = ago(20),
) => ({
  lastPublishDeniedAt: at,
  lastPublishDenial: { at, reason, action: 'publish', protocol: 'rtsp', address: '192.0.2.7' },
});
/** A media server with other facts. */
export const withServer = (server: Partial<ServerFacts>): Partial<PitFacts> => ({
  server: { ...SERVER, ...server },
});
/** A media server with another configuration. */
export const withSettings = (settings: object): Partial<PitFacts> =>
  withServer({ settings: { authMethod: 'http', hook: null, webrtc: null, ...settings } });
/** Nothing responds at the address of browsers. */
export const NO_WHEP: WhepFacts = {
  reachability: 'refused',
  ms: 1,
  withToken: null,
  withoutToken: null,
  corsAllows: null,
};

/** A scenario: the facts that differ from a pit without any fault, the expected fault, and its step. */
export type Scenario = [
  what: string,
  facts: Partial<PitFacts>,
  code: DiagnosisFaultCode | null,
  step?: string,
];

/** Declares a test per scenario: the step has the fault; null: no step has one. */
export function itNames(scenarios: readonly Scenario[]): void {
  it.each(scenarios.map(([what, facts, code, step]) => ({ what, facts, code, step })))(
    'names $what',
    ({ facts, code, step }) => {
      const { verdict, steps } = decideDiagnosis({ ...WELL, ...facts }, 'operator');
      expect([verdict?.code ?? null, steps.find(({ fault }) => fault?.code === code)?.step]).toEqual([
        code,
        step,
      ]);
      if (!code) expect(steps.map(({ fault }) => fault)).toEqual(steps.map(() => null));
    },
  );
}
