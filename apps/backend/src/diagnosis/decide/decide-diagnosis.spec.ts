import type {
  CameraTest,
  CameraTestFaultCode,
  CameraTestStepName,
  DiagnosisFaultCode,
  PitStream,
  PlayerFindings,
} from '@ppf/contracts';
import type { PitFacts, ServerFacts, WhepFacts } from '../facts/pit-facts';
import { textOf } from '../fault-texts';
import { decideDiagnosis } from './decide-diagnosis';

const AT = new Date('2026-11-25T12:00:00Z');
const ago = (seconds: number) => new Date(AT.getTime() - seconds * 1000);
const PATH = 'workshop-1/pit-2';

const LIVE: PitStream = {
  status: 'live',
  since: ago(600).toISOString(),
  codec: 'H264',
  profile: 'High',
  width: 1280,
  height: 720,
  bits_per_second: 1_000_000,
  readers: 1,
};
const OFFLINE: PitStream = { ...LIVE, status: 'offline', codec: null, bits_per_second: null, readers: 0 };
const GONE = { arriving: OFFLINE, shown: OFFLINE };
const PLAYING: PlayerFindings = {
  state: 'live',
  transport: 'webrtc',
  latency_ms: 120,
  fps: 25,
  clock: AT.toISOString(),
};

/** The test of a camera that is pulled, as far as it got. */
function tested(step?: CameraTestStepName, code?: CameraTestFaultCode, codec = 'H264'): PitFacts['test'] {
  const all: CameraTestStepName[] = ['resolve', 'reach', 'options', 'describe', 'play', 'video'];
  const taken = step ? all.slice(0, all.indexOf(step) + 1) : all;
  const severity = code ? textOf(code).severity : 'error';
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
  contact: 'answers',
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
};
const WHEP: WhepFacts = { contact: 'answers', ms: 9, withToken: 204, withoutToken: 401, corsAllows: true };
const REFUSED: WhepFacts = { ...WHEP, withToken: 401 };
const CAMERA = { kind: 'pull', paused: false, onDemand: false, transcode: false, mayPublish: false } as const;
const PUSH = { ...CAMERA, kind: 'push', mayPublish: true } as const;
const HOOK: PitFacts['hook'] = {
  probedAt: ago(2),
  heardAt: ago(1),
  strangerCameAt: null,
  refusedReading: null,
  refusedPublishing: null,
  refusedPublishAt: null,
  stray: null,
};
const UNHEARD = { ...HOOK, heardAt: null };

/** A pit of which everything is well. */
const WELL: PitFacts = {
  at: AT,
  path: PATH,
  auth: 'http',
  camera: CAMERA,
  test: tested(),
  arriving: LIVE,
  shown: LIVE,
  server: SERVER,
  whep: WHEP,
  hook: HOOK,
  place: {
    pageIsHttps: true,
    pageIsLoopback: false,
    mediaIsHttps: true,
    mediaIsLoopback: false,
    mediaIsPublic: true,
  },
  outages: 0,
  player: { findings: PLAYING, clockAheadMs: 40 },
};
const sees = (findings: Partial<PlayerFindings>): Partial<PitFacts> => ({
  player: {
    findings: { ...PLAYING, state: 'reconnecting', transport: 'none', ...findings },
    clockAheadMs: 0,
  },
});
const pushes = (hook: Partial<PitFacts['hook']>): Partial<PitFacts> => ({
  camera: PUSH,
  test: { kind: 'not-done', why: 'not-asked' },
  ...GONE,
  hook: { ...HOOK, ...hook },
});
const publishing = (reason: NonNullable<PitFacts['hook']['refusedPublishing']>['reason'], at = ago(20)) => ({
  refusedPublishAt: at,
  refusedPublishing: { at, reason, action: 'publish', protocol: 'rtsp', address: '192.0.2.7' },
});
const withServer = (server: Partial<ServerFacts>): Partial<PitFacts> => ({
  server: { ...SERVER, ...server },
});
const withSettings = (settings: object): Partial<PitFacts> =>
  withServer({ settings: { authMethod: 'http', hook: null, webrtc: null, ...settings } });
const NO_WHEP: WhepFacts = {
  contact: 'refused',
  ms: 1,
  withToken: null,
  withoutToken: null,
  corsAllows: null,
};

type Scenario = [what: string, facts: Partial<PitFacts>, code: DiagnosisFaultCode | null, step?: string];

const SCENARIOS: readonly Scenario[] = [
  ['nothing', {}, null],
  ['nothing while nobody watches', { player: null }, null],
  [
    'no camera',
    { camera: null, test: { kind: 'not-done', why: 'not-asked' }, ...GONE },
    'no-camera',
    'camera',
  ],
  ['a paused camera', { camera: { ...CAMERA, paused: true }, ...GONE }, 'paused', 'camera'],
  ['a camera that is off', { test: tested('reach', 'unreachable'), ...GONE }, 'unreachable', 'camera'],
  ['a wrong port', { test: tested('reach', 'refused-connection'), ...GONE }, 'refused-connection', 'camera'],
  ['a wrong password', { test: tested('describe', 'wrong-password'), ...GONE }, 'wrong-password', 'sign-in'],
  ['a wrong path', { test: tested('describe', 'wrong-path'), ...GONE }, 'wrong-path', 'sign-in'],
  ['no key frames', { test: tested('video', 'no-key-frame'), ...sees({}) }, 'no-key-frame', 'video'],
  [
    'B-frames',
    { test: tested('video', 'b-frames'), ...sees({ webrtc: 'ended-early' }) },
    'b-frames',
    'video',
  ],
  [
    'B-frames of a camera that pushes, which only a player shows',
    { ...pushes({}), arriving: LIVE, shown: LIVE, ...sees({ webrtc: 'ended-early' }) },
    'b-frames',
    'video',
  ],
  [
    'H.265',
    { test: tested('video', 'unsupported-codec', 'H265'), ...sees({ state: 'unsupported' }) },
    'video-is-h265',
    'video',
  ],
  [
    'nothing where this browser does show H.265',
    { test: tested('video', 'unsupported-codec', 'H265'), arriving: { ...LIVE, codec: 'H265' } },
    null,
  ],
  [
    'Motion JPEG',
    { test: tested('video', 'unsupported-codec', 'JPEG'), ...sees({}) },
    'video-is-mjpeg',
    'video',
  ],
  [
    'Motion JPEG of a camera that pushes',
    { ...pushes({}), arriving: { ...LIVE, codec: 'M-JPEG' }, ...sees({}) },
    'video-is-mjpeg',
    'video',
  ],
  [
    'a long key frame interval',
    { test: tested('video', 'long-key-frame-interval') },
    'long-key-frame-interval',
    'video',
  ],
  [
    'nothing where a camera takes no second connection',
    { test: tested('reach', 'refused-connection') },
    null,
  ],

  [
    'a media server that is down',
    { ...withServer({ contact: 'refused', settings: null, hasPath: null }), whep: NO_WHEP, ...GONE },
    'media-server-down',
    'media-server',
  ],
  [
    'one that is unreachable',
    { ...withServer({ contact: 'silent' }), whep: NO_WHEP, ...GONE },
    'media-server-unreachable',
    'media-server',
  ],
  [
    'one without a name',
    { ...withServer({ contact: 'no-name' }) },
    'media-server-unreachable',
    'media-server',
  ],
  [
    'one that does not let us in',
    withServer({ contact: 'refuses-us' }),
    'media-server-refuses-us',
    'media-server',
  ],
  [
    'one that is too old',
    withServer({ isTooOld: true, version: null }),
    'media-server-too-old',
    'media-server',
  ],
  [
    'a clock that is hours off',
    withServer({ clockAheadMs: 3 * 3_600_000 }),
    'media-server-clock',
    'media-server',
  ],
  [
    'the camera before the media server, in the order of the chain',
    { ...withServer({ contact: 'refused' }), test: tested('reach', 'unreachable'), ...GONE },
    'unreachable',
    'camera',
  ],

  ['a hook that is off', { whep: { ...WHEP, withoutToken: 204 } }, 'hook-off', 'hook'],
  [
    'a hook that is off, by its settings',
    { ...withSettings({ authMethod: 'internal' }), whep: null },
    'hook-off',
    'hook',
  ],
  ['a hook that points elsewhere', { whep: REFUSED, hook: UNHEARD }, 'hook-elsewhere', 'hook'],
  [
    'a hook that points elsewhere, by its settings',
    { ...withSettings({ hook: { route: '/auth', provesItself: true } }), whep: NO_WHEP },
    'hook-elsewhere',
    'hook',
  ],
  [
    'a hook without the secret',
    { whep: REFUSED, hook: { ...UNHEARD, strangerCameAt: ago(1) } },
    'hook-without-secret',
    'hook',
  ],
  [
    'a hook without the secret, by its settings',
    {
      ...withSettings({ hook: { route: '/api/v1/streams/validate-token', provesItself: false } }),
      whep: NO_WHEP,
    },
    'hook-without-secret',
    'hook',
  ],
  ['a hook that refuses our own token', { whep: REFUSED }, 'hook-refuses', 'hook'],
  [
    'a hook that points elsewhere, though a stranger came long ago',
    { whep: REFUSED, hook: { ...UNHEARD, strangerCameAt: ago(300) } },
    'hook-elsewhere',
    'hook',
  ],
  ['keys that MediaMTX does not take in JWT mode', { auth: 'jwt', whep: REFUSED }, 'token-refused', 'hook'],

  [
    'a pit that the media server does not know',
    { ...withServer({ hasPath: false }), ...GONE },
    'path-missing',
    'stream',
  ],
  ['a camera that only we reach', GONE, 'server-cannot-reach-camera', 'stream'],
  [
    'nothing while it is only beginning to be fetched',
    {
      shown: OFFLINE,
      arriving: { ...OFFLINE, status: 'connecting', since: ago(5).toISOString() },
      player: null,
    },
    null,
  ],
  [
    'nothing of an on-demand camera that nobody watches',
    { camera: { ...CAMERA, onDemand: true }, ...GONE, player: null },
    null,
  ],
  [
    'an on-demand camera that is too slow',
    { camera: { ...CAMERA, onDemand: true }, ...GONE, ...sees({ webrtc: 'configuration' }) },
    'slow-start',
    'stream',
  ],
  ['a camera that disconnects', { outages: 5 }, 'disconnects', 'stream'],
  [
    'a frozen camera',
    { arriving: { ...LIVE, status: 'stalled' }, ...sees({ trouble: 'frozen' }) },
    'stalled',
    'stream',
  ],
  [
    'a re-encoding that does not come',
    { camera: { ...CAMERA, transcode: true }, shown: OFFLINE, ...sees({}) },
    're-encoding-fails',
    'stream',
  ],
  ['a camera that has not pushed', pushes({}), 'not-publishing', 'stream'],
  [
    'a camera without a key',
    { ...pushes({}), camera: { ...PUSH, mayPublish: false } },
    'no-publish-key',
    'stream',
  ],
  ['a wrong key', pushes(publishing('wrong-publish-key')), 'wrong-publish-key', 'stream'],
  [
    'a wrong key of yesterday',
    pushes(publishing('wrong-publish-key', ago(86_400))),
    'not-publishing',
    'stream',
  ],
  [
    'pushing to another pit',
    pushes({ stray: { at: ago(5), path: 'workshop-1/pit-7' } }),
    'publishes-to-another-path',
    'stream',
  ],
  [
    'pushing to another of the pit’s own paths',
    pushes(publishing('camera-publishes-elsewhere')),
    'publishes-beside-the-path',
    'stream',
  ],
  ['a client without a key', pushes({ refusedPublishAt: ago(5) }), 'publishing-refused', 'stream'],

  [
    'a closed WebRTC port',
    { whep: NO_WHEP, ...sees({ trouble: 'server-unreachable' }) },
    'webrtc-port-closed',
    'webrtc',
  ],
  [
    'a wrong prefix at the proxy',
    { whep: { ...WHEP, withToken: 404, withoutToken: 404, corsAllows: false } },
    'webrtc-address-wrong',
    'webrtc',
  ],
  [
    'a prefix that the proxy passes on, which is a path that MediaMTX does not know',
    { whep: { ...WHEP, withToken: 500, withoutToken: 500 } },
    'webrtc-address-wrong',
    'webrtc',
  ],
  [
    'a proxy that does not reach MediaMTX',
    { whep: { ...WHEP, withToken: 502, withoutToken: 502, corsAllows: false } },
    'proxy-cannot-reach-server',
    'webrtc',
  ],
  [
    'CORS',
    { whep: { ...WHEP, corsAllows: false }, ...sees({ trouble: 'server-unreachable' }) },
    'cors-refused',
    'webrtc',
  ],
  ['media without TLS', { place: { ...WELL.place, mediaIsHttps: false } }, 'media-not-https', 'webrtc'],
  [
    'MEDIAMTX_HOST left at localhost',
    { place: { ...WELL.place, mediaIsLoopback: true, mediaIsPublic: false }, ...sees({}) },
    'media-host-is-loopback',
    'webrtc',
  ],
  ['blocked UDP', { ...sees({ webrtc: 'no-connection', candidates: ['public'] }) }, 'udp-blocked', 'webrtc'],
  [
    'addresses that nobody reaches',
    { ...sees({ webrtc: 'no-connection', candidates: ['private'] }) },
    'ice-hosts-missing',
    'webrtc',
  ],
  [
    'a browser that is kept from the media server',
    sees({ trouble: 'server-unreachable', webrtc: 'server-unreachable' }),
    'browser-cannot-reach-media',
    'webrtc',
  ],

  [
    'the limit of a pit',
    sees({ state: 'denied', trouble: 'pit-viewers-full' }),
    'pit-viewers-full',
    'browser',
  ],
  ['a lease that ended', sees({ state: 'denied', ended: 'lease-ended' }), 'lease-ended', 'browser'],
  ['a view that was ended', sees({ state: 'denied', ended: 'ended-by-owner' }), 'viewing-ended', 'browser'],
  ['a refused token', sees({ state: 'denied', trouble: 'refused' }), 'token-refused', 'browser'],
  [
    'a codec that this browser lacks',
    sees({ state: 'unsupported', codec: 'H264' }),
    'browser-codec',
    'browser',
  ],
  ['video that is not decoded', sees({ webrtc: 'no-frames' }), 'nothing-decoded', 'browser'],
  [
    'a lag of more than 3 s',
    { player: { findings: { ...PLAYING, latency_ms: 4200 }, clockAheadMs: 0 } },
    'lag',
    'browser',
  ],
  [
    'a device’s wrong clock',
    { player: { findings: PLAYING, clockAheadMs: -7_200_000 } },
    'browser-clock',
    'browser',
  ],
];

describe('a diagnosis', () => {
  it.each(SCENARIOS.map(([what, facts, code, step]) => ({ what, facts, code, step })))(
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

  it('says a picture by HLS in place of WebRTC is a warning', () => {
    const facts = { ...WELL, ...sees({ state: 'live', transport: 'hls', webrtc: 'no-connection' }) };
    expect(decideDiagnosis(facts, 'owner').verdict).toMatchObject({
      code: 'udp-blocked',
      severity: 'warning',
    });
  });

  it('puts an error before a warning that stands earlier in the chain', () => {
    const warned = { test: tested('video', 'long-key-frame-interval'), ...sees({ webrtc: 'no-connection' }) };
    expect(decideDiagnosis({ ...WELL, ...warned }, 'owner').verdict?.code).toBe('udp-blocked');
  });

  it('leaves steps that rest on a faulty one open, and shows what works all the same', () => {
    const off = { test: tested('reach', 'unreachable'), ...GONE, player: null };
    const { steps } = decideDiagnosis({ ...WELL, ...off }, 'owner');
    expect(steps.map(({ step, state }) => [step, state])).toEqual([
      ['camera', 'fault'],
      ['sign-in', 'not-reached'],
      ['video', 'not-reached'],
      ['media-server', 'ok'],
      ['hook', 'ok'],
      ['stream', 'not-reached'],
      ['webrtc', 'ok'],
      ['browser', 'not-reached'],
    ]);
  });

  it('tells the one who can mend it how, and the others whom to tell', () => {
    const fix = (facts: Partial<PitFacts>, role: 'super_admin' | 'owner' | 'staff') =>
      decideDiagnosis({ ...WELL, ...facts }, role).verdict?.fix;
    const down = { ...withServer({ contact: 'refused' as const }), ...GONE };
    expect(fix(down, 'super_admin')).toMatch(/systemctl/);
    expect(fix(down, 'owner')).toMatch(/^Tell the operator/);
    const wrong = { test: tested('describe', 'wrong-password'), ...GONE };
    expect(fix(wrong, 'owner')).toMatch(/^Check both in the camera/);
    expect(fix(wrong, 'staff')).toMatch(/^Tell the owner of the workshop: Check both/);
  });

  it('repeats nothing that was received', () => {
    const stray = { at: ago(5), path: 'x/<script>secret' };
    const codec = { arriving: { ...LIVE, codec: '<b>secret' }, ...sees({}) };
    for (const facts of [pushes({ stray }), { ...pushes({}), ...codec }])
      expect(JSON.stringify(decideDiagnosis({ ...WELL, ...facts }, 'super_admin'))).not.toContain('<');
  });
});
