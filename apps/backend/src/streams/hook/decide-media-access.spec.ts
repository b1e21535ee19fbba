import { type AuthRequest, parseAuthRequest } from '@ppf/mediamtx';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hashSecret } from '../../platform/crypto/secrets';
import { ticketOf, type TranscoderErrand } from '../../media';
import { AccessIndex } from '../access-index/access-index';
import { AllowList } from '../access-index/allow-list';
import { type EdgeAccess } from './decide-edge-pull';
import { decideMediaAccess, type MediaDenial, type MediaKnowledge } from './decide-media-access';
import { PitTable } from '../access-index/pit-table';
import { type RevocationOf, Revocations } from '../revocation/revocations';
import { type StreamAct, StreamTokens } from '../tokens/stream-token';
import { StreamTokenUses } from '../tokens/stream-token-uses';

const NOW = new Date('2026-11-23T12:00:00Z');
const LATER = new Date(NOW.getTime() + 61_000);
const PULL = 'workshop-1/pit-1';
const PUSH = 'workshop-1/pit-2';
const KEYLESS = 'workshop-1/pit-3';
const BARE = 'workshop-1/pit-4';
const PAUSED = 'workshop-1/pit-5';
const DOUBLE = 'workshop-1/pit-6';
const TRANSCODED = 'workshop-1/pit-7';
const LISTED = 'workshop-1/pit-8';
const ELSEWHERE = 'workshop-2/pit-1';
const EDGE_PASSWORD = 'the-credential-of-edge-seven';
const EDGE: EdgeAccess = {
  passwordHash: hashSecret(EDGE_PASSWORD),
  from: AllowList.of(['10.0.0.7']),
  hasStreamsOf: (workshopId) => workshopId === 1,
};
const HOOK_SECRET = 'the-secret-of-the-hook';
const KEY = 'k'.repeat(43);
const SERVICE = { user: 'backend', password: 'service-password' };

const tokens = new StreamTokens({ tokenSecret: 's'.repeat(32), previousTokenSecret: 'p'.repeat(32) });
const outdated = new StreamTokens({ tokenSecret: 'p'.repeat(32), previousTokenSecret: null });
const foreign = new StreamTokens({ tokenSecret: 'f'.repeat(32), previousTokenSecret: null });
const tokenOf = (about: { path?: string; act?: StreamAct } = {}, by = tokens) =>
  by.sign({ sub: 'user:1', path: about.path ?? PULL, act: about.act ?? 'read' }, 60, NOW);

interface Known extends MediaKnowledge {
  readonly index: AccessIndex;
  readonly uses: StreamTokenUses;
  readonly revocations: Revocations;
}

function knowledge(room: MediaKnowledge['room'] = { for: () => 'room' }): Known {
  const index = new AccessIndex();
  const pit = (pitId: number, at: string, cameraKind: 'pull' | 'push' | null, key: string | null) => ({
    pitId,
    workshopId: 1,
    path: at,
    cameraKind,
    paused: false,
    hasSub: false,
    transcode: false,
    onDemand: false,
    publishKeyHash: key === null ? null : hashSecret(key),
    allowList: null,
  });
  index.replaceAll(
    new PitTable([
      pit(1, PULL, 'pull', null),
      pit(2, PUSH, 'push', KEY),
      pit(3, KEYLESS, 'push', null),
      pit(4, BARE, null, null),
      { ...pit(9, ELSEWHERE, 'pull', null), workshopId: 2 },
      { ...pit(5, PAUSED, 'push', KEY), paused: true, allowList: AllowList.of(['10.0.0.1']) },
      { ...pit(6, DOUBLE, 'push', KEY), hasSub: true },
      { ...pit(7, TRANSCODED, 'push', KEY), transcode: true },
      { ...pit(8, LISTED, 'push', null), allowList: AllowList.of(['192.168.2.0/24', 'fd00::9', '10.0.0.9']) },
    ]),
  );
  const service = { user: SERVICE.user, passwordHash: hashSecret(SERVICE.password) };
  const revocations = new Revocations(60_000);
  revocations.loaded();
  return {
    index,
    tokens,
    uses: new StreamTokenUses(),
    revocations,
    room,
    edges: { of: (user: string) => (user === 'edge-7' ? EDGE : undefined) },
    ticketSecret: HOOK_SECRET,
    service,
  };
}

const request = (change: Partial<AuthRequest>): AuthRequest => ({
  ip: '10.0.0.1',
  user: '',
  password: '',
  token: '',
  action: 'read',
  path: PULL,
  protocol: 'webrtc',
  id: 's1',
  query: '',
  userAgent: '',
  ...change,
});
const good = tokenOf();
const bearer = (made = good) => ({ user: made.claims.jti, password: made.token });

type Outcome = 'allow' | MediaDenial;
const decide = (change: Partial<AuthRequest>, known: MediaKnowledge = knowledge(), now = NOW): Outcome => {
  const decision = decideMediaAccess(request(change), known, now);
  return decision.allow ? 'allow' : decision.reason;
};

describe('who may watch', () => {
  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['WHEP POST with Bearer jti:jwt', { ...bearer() }, 'allow'],
    ['WHEP POST with Bearer jti:jwt as ≥ v1.18.0 tells it', { ...bearer(), token: good.token }, 'allow'],
    ['WHEP OPTIONS', { ...bearer(), id: null }, 'allow'],
    ['HLS index ≤ v1.17.1', { ...bearer(), protocol: 'hls', id: null }, 'allow'],
    ['HLS index ≥ v1.18.0', { ...bearer(), protocol: 'hls', id: 'i1' }, 'allow'],
    ['RTSP with ?token=', { protocol: 'rtsp', query: `token=${good.token}` }, 'allow'],
    [
      'RTSP with ?token= ≥ v1.18.0',
      { protocol: 'rtsp', query: `token=${good.token}`, token: good.token },
      'allow',
    ],
    ['RTSP with a fixed user name', { protocol: 'rtsp', user: 'viewer', password: good.token }, 'allow'],
    ['plain Bearer ≥ v1.12.3', { token: good.token }, 'allow'],
    ['plain Bearer on v1.9.3', { query: `jwt=${good.token}` }, 'allow'],
    ['a token of the secret before', bearer(tokenOf({}, outdated)), 'allow'],
    ['a pit without a camera', { ...bearer(tokenOf({ path: BARE })), path: BARE }, 'allow'],
    [
      'playback with its own act',
      { ...bearer(tokenOf({ act: 'playback' })), action: 'playback', protocol: '', id: null },
      'allow',
    ],

    ['no credentials', {}, 'no-credentials'],
    ['a user without a password', { user: 'viewer' }, 'no-credentials'],
    ['a token for another path', { ...bearer(), path: PUSH }, 'token-for-other-path'],
    ['the path with a slash behind', { ...bearer(), path: `${PULL}/` }, 'token-for-other-path'],
    ['a path below', { ...bearer(), path: `${PULL}/sub` }, 'token-for-other-path'],
    ['the path in capitals', { ...bearer(), path: PULL.toUpperCase() }, 'token-for-other-path'],
    [
      'a read token for playback',
      { ...bearer(), action: 'playback', protocol: '', id: null },
      'token-for-other-act',
    ],
    ['a playback token for reading', bearer(tokenOf({ act: 'playback' })), 'token-for-other-act'],
    ['another secret', bearer(tokenOf({}, foreign)), 'token-malformed'],
    ['a changed signature', { password: `${good.token.slice(0, -3)}AAA` }, 'token-forged'],
    [
      'the token of the recordings',
      { user: 'jti-123', password: 'eyJhbGciOi.payload.sig' },
      'token-malformed',
    ],
    ['a publish key', { user: 'cam', password: KEY, path: PUSH }, 'token-malformed'],
    [
      'another token’s id as user',
      { user: tokenOf().claims.jti, password: good.token },
      'user-is-not-the-token',
    ],
    [
      'a pit that is gone',
      { ...bearer(tokenOf({ path: 'workshop-9/pit-9' })), path: 'workshop-9/pit-9' },
      'no-such-pit',
    ],
    ['RTMP', { ...bearer(), protocol: 'rtmp' }, 'protocol-not-served'],
    ['MoQ', { ...bearer(), protocol: 'moq' }, 'protocol-not-served'],
    ['our service’s credential', { ...SERVICE }, 'token-malformed'],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toBe(expected);
  });

  it('no token after its end', () => {
    expect(decide(bearer(), knowledge(), LATER)).toBe('token-expired');
  });

  it('nobody before the index is loaded', () => {
    const known = { ...knowledge(), index: new AccessIndex() };
    expect(decide(bearer(), known)).toBe('not-loaded');
    expect(decide({ action: 'publish', path: PUSH, user: 'cam', password: KEY }, known)).toBe('not-loaded');
  });

  it('nobody with a pit that has been removed meanwhile', () => {
    const known = knowledge();
    expect(decide(bearer(), known)).toBe('allow');
    known.index.remove(1);
    expect(decide(bearer(), known)).toBe('no-such-pit');
  });

  it('nobody twice with one token', () => {
    const known = knowledge();
    const first = decideMediaAccess(request(bearer()), known, NOW);
    if (!first.allow || !first.session || first.session.use === 'free') throw new Error('not admitted');
    expect(first.session).toMatchObject({ pitId: 1, claims: { sub: 'user:1' }, use: { ids: ['s1'] } });
    known.uses.remember(first.session.claims.jti, first.session.claims.exp, first.session.use);
    expect(decide({ ...bearer(), id: 's2' }, known)).toBe('token-spent');
    expect(decide({ ...bearer(), id: null }, known)).toBe('allow');
    expect(decide({ token: good.token, id: 's2' }, known)).toBe('token-spent');
    expect(decide({ ...bearer(), protocol: 'rtsp', id: 's1' }, known)).toBe('token-spent');
    expect(decide({ ...bearer(), protocol: 'hls', id: null, ip: '10.0.0.2' }, known)).toBe('token-spent');
    expect(decide({ ...bearer(tokenOf()), id: 's2' }, known)).toBe('allow');
  });

  it.each([
    ['webrtc', 'hls'],
    ['hls', 'webrtc'],
  ])('%s and %s beside it as one session, which begins once', (first, second) => {
    const known = knowledge();
    const ask = (protocol: string, id: string) => {
      const decision = decideMediaAccess(request({ ...bearer(), protocol, id }), known, NOW);
      if (!decision.allow || !decision.session || decision.session.use === 'free')
        throw new Error('not admitted');
      known.uses.remember(decision.session.claims.jti, decision.session.claims.exp, decision.session.use);
      return decision.session;
    };
    expect(ask(first, `${first}-1`)).toMatchObject({ isNew: true, use: { protocols: [first] } });
    const both = { protocols: ['webrtc', 'hls'], ids: ['webrtc-1'] };
    expect(ask(second, `${second}-1`)).toMatchObject({ isNew: false, use: both });
    expect(ask('hls', 'hls-2')).toMatchObject({ isNew: false, use: both });
  });

  it('nobody new when there is no room to remember them, while those let in go on', () => {
    const known = { ...knowledge(), uses: new StreamTokenUses(1) };
    known.uses.remember(good.claims.jti, good.claims.exp, {
      protocols: ['hls'],
      address: '10.0.0.1',
      ids: [],
    });
    expect(decide({ ...bearer(), protocol: 'hls' }, known)).toBe('allow');
    expect(decide(bearer(tokenOf()), known)).toBe('too-many-tokens');
    expect(decide({ ...bearer(tokenOf()), id: null }, known)).toBe('allow');
  });
});

describe('who may publish', () => {
  const publish = { action: 'publish', protocol: 'rtsp', path: PUSH } as const;
  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['the camera with its key as password', { user: 'pit-2', password: KEY }, 'allow'],
    ['whatever its user name', { user: 'admin', password: KEY }, 'allow'],
    ['as ≥ v1.18.0 tells it', { user: 'pit-2', password: KEY, token: KEY }, 'allow'],
    ['an ESP32 with ?token=', { query: `token=${KEY}` }, 'allow'],
    ['an ESP32 with ?token= ≥ v1.18.0', { query: `token=${KEY}`, token: KEY }, 'allow'],
    ['over WHIP', { protocol: 'webrtc', token: KEY }, 'allow'],
    ['the first try without credentials', {}, 'no-credentials'],
    ['another key', { user: 'pit-2', password: 'x'.repeat(43) }, 'wrong-publish-key'],
    ['the key with a letter more', { user: 'pit-2', password: `${KEY}k` }, 'wrong-publish-key'],
    ['the key’s hash', { user: 'pit-2', password: hashSecret(KEY).toString('hex') }, 'wrong-publish-key'],
    ['the key as user name', { user: KEY, password: 'x' }, 'wrong-publish-key'],
    ['a stream token', { ...bearer(tokenOf({ path: PUSH })) }, 'wrong-publish-key'],
    ['the key at another push pit', { path: KEYLESS, user: 'pit-2', password: KEY }, 'no-publish-key'],
    ['the key at a pulled pit', { path: PULL, user: 'pit-2', password: KEY }, 'camera-does-not-push'],
    ['the key at a pit without camera', { path: BARE, user: 'pit-2', password: KEY }, 'camera-does-not-push'],
    ['the key at nobody’s path', { path: 'workshop-1/pit-99', user: 'pit-2', password: KEY }, 'no-such-pit'],
    ['the key at an empty path', { path: '', user: 'pit-2', password: KEY }, 'no-such-pit'],
  ])('%s', (_, change, expected) => {
    expect(decide({ ...publish, ...change })).toBe(expected);
  });
});

describe.each(['api', 'metrics', 'pprof'] as const)('who may use %s', (action) => {
  const own = { action, path: '', protocol: '', id: null };
  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['our own backend', { ...SERVICE }, 'allow'],
    ['nobody without credentials', {}, 'no-credentials'],
    ['nobody with another password', { user: SERVICE.user, password: 'other' }, 'not-our-service'],
    ['nobody with another user', { user: 'admin', password: SERVICE.password }, 'not-our-service'],
    ['nobody with the bare password', { token: SERVICE.password }, 'not-our-service'],
    ['nobody with a stream token', bearer(), 'not-our-service'],
    ['nobody with a publish key', { user: 'backend', password: KEY }, 'not-our-service'],
  ])('%s', (_, change, expected) => {
    expect(decide({ ...own, ...change })).toBe(expected);
  });
});

describe.each(['v1.9.3', 'v1.12.3', 'v1.15.6', 'v1.16.3', 'v1.17.1', 'v1.18.0', 'v1.20.1'])(
  'asked by %s',
  (release) => {
    const file = path.join(__dirname, '../../../../../libs/mediamtx/src/recorded', `${release}.json`);
    const { hook } = JSON.parse(readFileSync(file, 'utf8')) as {
      hook: { bodies: Record<string, Record<string, unknown>> };
    };

    /** The recorded body with our secrets put where the recorded ones stood. */
    function asked(name: string): AuthRequest {
      const recorded = JSON.stringify(hook.bodies[name])
        .replaceAll('jti-123', good.claims.jti)
        .replaceAll('eyJhbGciOi.payload.sig', good.token)
        .replaceAll('cam-secret', KEY)
        .replaceAll('good-token', hook.bodies[name]?.['action'] === 'publish' ? KEY : good.token);
      const parsed = parseAuthRequest(recorded);
      if (!parsed) throw new Error(`${release} ${name} was not understood`);
      return parsed;
    }

    it.each<[string, Outcome]>([
      ['rtsp_publish_first_try_without_credentials', 'no-credentials'],
      ['rtsp_publish_user_pass', 'camera-does-not-push'],
      ['rtsp_publish_query_token', 'allow'],
      ['rtsp_publish_query_jwt', 'allow'],
      ['rtsp_read_query_token', 'allow'],
      ['rtsp_read_jti_jwt_as_user_pass', 'allow'],
      ['rtsp_read_describe', 'token-malformed'],
      ['whep_options_no_auth', 'no-credentials'],
      ['whep_options_bearer_jti_jwt', 'allow'],
      ['whep_post_no_auth', 'no-credentials'],
      ['whep_post_bearer', 'allow'],
      ['whep_post_bearer_jti_jwt', 'allow'],
      ['whep_post_basic', 'token-malformed'],
      ['whep_post_query_token', 'allow'],
      ['whep_post_query_jwt', 'allow'],
      ['whep_page', 'allow'],
      ['hls_page', 'allow'],
      ['hls_index_bearer_jti_jwt', 'allow'],
      ['hls_index_query_token', 'allow'],
      ['api_bearer', 'not-our-service'],
      ['metrics_basic', 'not-our-service'],
    ])('%s', (name, expected) => {
      const decision = decideMediaAccess(asked(name), knowledge(), NOW);
      expect(decision.allow ? 'allow' : decision.reason).toBe(expected);
    });
  },
);

describe('who was ended', () => {
  const ofSecond = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
  const revoked = (of: RevocationOf, at = NOW): Known => {
    const known = knowledge();
    known.revocations.add({ of, cause: 'ended-by-owner', at, by: 3 });
    return known;
  };
  it.each<[string, RevocationOf, number, Outcome]>([
    ['the session itself', { jti: good.claims.jti }, 5, 'revoked'],
    ['another session', { jti: tokenOf().claims.jti }, 5, 'allow'],
    ['the person, after the token was issued', { sub: 'user:1' }, 5, 'revoked'],
    ['the person, in the second in which it was issued', { sub: 'user:1' }, 0.5, 'revoked'],
    ['the person, before it was issued', { sub: 'user:1' }, -1, 'allow'],
    ['another person', { sub: 'user:11' }, 5, 'allow'],
    ['the pit, after it was issued', { pitId: 1 }, 5, 'revoked'],
    ['the pit, before it was issued', { pitId: 1 }, -1, 'allow'],
    ['another pit', { pitId: 2 }, 5, 'allow'],
  ])('a revocation of %s', (_, of, seconds, outcome) => {
    expect(decide(bearer(), revoked(of, ofSecond(seconds)))).toBe(outcome);
  });

  it('is refused the next segment of HLS, which asks each time up to v1.17.1', () => {
    const known = knowledge();
    const segment = { ...bearer(), protocol: 'hls', id: null };
    expect(decide(segment, known)).toBe('allow');
    known.revocations.add({ of: { jti: good.claims.jti }, cause: 'ended-by-owner', at: NOW, by: 3 });
    expect(decide(segment, known)).toBe('revoked');
  });

  it('lets nobody in before the revocations were read', () => {
    const known = { ...knowledge(), revocations: new Revocations(60_000) };
    expect(decide(bearer(), known)).toBe('not-loaded');
  });
});

describe('limits', () => {
  it('keep out whoever would begin, and nobody who goes on', () => {
    const known = knowledge({ for: () => 'pit-viewers-full' });
    expect(decide(bearer(), known)).toBe('pit-viewers-full');
    known.uses.remember(good.claims.jti, good.claims.exp, {
      protocols: ['webrtc'],
      address: '10.0.0.1',
      ids: ['s1'],
    });
    expect(decide(bearer(), known)).toBe('allow');
  });

  it('do not keep out a request that opens nothing', () => {
    const known = knowledge({ for: () => 'pit-viewers-full' });
    expect(decide({ ...bearer(), id: null }, known)).toBe('allow');
  });

  it('name the own session whose place the new one takes', () => {
    const known = knowledge({ for: () => ({ replaces: 'dying' }) });
    const decision = decideMediaAccess(request(bearer()), known, NOW);
    expect(decision).toMatchObject({ allow: true, session: { replaces: 'dying' } });
  });
});

describe('who may fetch as an edge', () => {
  const pull = { user: 'edge-7', password: EDGE_PASSWORD, protocol: 'rtsp', ip: '10.0.0.7' };
  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['the edge, what its origin has', pull, 'allow'],
    ['again with the same credential', { ...pull, id: 's2' }, 'allow'],
    ['as ≥ v1.18.0 tells it', { ...pull, token: EDGE_PASSWORD }, 'allow'],
    ['the second stream', { ...pull, path: `${DOUBLE}/sub` }, 'allow'],
    ['its address as IPv4 in IPv6', { ...pull, ip: '::ffff:10.0.0.7' }, 'allow'],
    ['a stream that there is not', { ...pull, path: `${PULL}/sub` }, 'no-such-stream'],
    ['a camera’s own video', { ...pull, path: `${TRANSCODED}/raw` }, 'not-for-viewers'],
    ['a paused camera', { ...pull, path: PAUSED }, 'camera-paused'],
    ['nobody’s path', { ...pull, path: 'workshop-1/pit-99' }, 'no-such-pit'],
    ['a workshop of another media server', { ...pull, path: ELSEWHERE }, 'not-of-its-origin'],
    ['another address', { ...pull, ip: '10.0.0.8' }, 'edge-elsewhere'],
    ['over WebRTC', { ...pull, protocol: 'webrtc' }, 'edge-elsewhere'],
    ['another password', { ...pull, password: 'x'.repeat(43) }, 'wrong-edge-credential'],
    ['an edge that is no more', { ...pull, user: 'edge-8' }, 'no-such-edge'],
    ['no number', { ...pull, user: 'edge-' }, 'no-such-edge'],
    ['publishing', { ...pull, action: 'publish', path: PUSH }, 'wrong-publish-key'],
    ['the control API', { ...pull, action: 'api', path: '' }, 'not-our-service'],
    ['recordings', { ...pull, action: 'playback' }, 'token-malformed'],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toBe(expected);
  });

  it('as no viewer: without a session, and past every limit', () => {
    const known = knowledge({ for: () => 'pit-viewers-full' });
    expect(decideMediaAccess(request(pull), known, NOW)).toEqual({ allow: true, session: null });
    expect(known.uses.size).toBe(0);
  });

  it('not before the index is loaded', () => {
    expect(decide(pull, { ...knowledge(), index: new AccessIndex() })).toBe('not-loaded');
  });
});

describe('the streams of a camera', () => {
  const watch = (path: string) => bearer(tokenOf({ path }));
  const publish = (path: string) => ({
    action: 'publish' as const,
    protocol: 'rtsp',
    path,
    user: 'camera',
    password: KEY,
  });

  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['watching the second stream', { path: `${DOUBLE}/sub`, ...watch(`${DOUBLE}/sub`) }, 'allow'],
    [
      'watching the second stream with the first one’s token',
      { path: `${DOUBLE}/sub`, ...watch(DOUBLE) },
      'token-for-other-path',
    ],
    [
      'watching the first stream with the second one’s token',
      { path: DOUBLE, ...watch(`${DOUBLE}/sub`) },
      'token-for-other-path',
    ],
    [
      'watching a second stream that is none',
      { path: `${PUSH}/sub`, ...watch(`${PUSH}/sub`) },
      'no-such-stream',
    ],
    ['publishing the second stream', publish(`${DOUBLE}/sub`), 'allow'],
    ['publishing the first of two', publish(DOUBLE), 'allow'],
    ['publishing a second stream that is none', publish(`${PUSH}/sub`), 'no-such-stream'],
    [
      'publishing a second stream with a wrong key',
      { ...publish(`${DOUBLE}/sub`), password: 'x' },
      'wrong-publish-key',
    ],
    ['publishing what is re-encoded', publish(`${TRANSCODED}/raw`), 'allow'],
    ['publishing past the transcoder', publish(TRANSCODED), 'camera-publishes-elsewhere'],
    ['publishing to a transcoder that is none', publish(`${PUSH}/raw`), 'camera-publishes-elsewhere'],
    ['watching what was re-encoded', { path: TRANSCODED, ...watch(TRANSCODED) }, 'allow'],
    [
      'watching what is to be re-encoded',
      { path: `${TRANSCODED}/raw`, ...watch(`${TRANSCODED}/raw`) },
      'not-for-viewers',
    ],
    ['watching a paused camera', { path: PAUSED, ...watch(PAUSED) }, 'camera-paused'],
    ['publishing while paused', publish(PAUSED), 'camera-paused'],
    [
      'publishing while paused, from an allowed address',
      { ...publish(PAUSED), user: '', password: '' },
      'no-credentials',
    ],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toBe(expected);
  });
});

describe('a camera that cannot authenticate', () => {
  const publish = { action: 'publish', protocol: 'rtsp', path: LISTED } as const;

  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['from an allowed range', { ip: '192.168.2.77' }, 'allow'],
    ['from an allowed address', { ip: '10.0.0.9' }, 'allow'],
    ['from an allowed IPv6 address', { ip: 'fd00::9' }, 'allow'],
    ['from an allowed address in the form of IPv6', { ip: '::ffff:192.168.2.77' }, 'allow'],
    [
      'with a key that is wrong, from an allowed address',
      { ip: '10.0.0.9', user: 'a', password: 'b' },
      'allow',
    ],
    ['from another address', { ip: '192.168.3.77' }, 'no-credentials'],
    [
      'from another address with some password',
      { ip: '192.168.3.77', user: 'a', password: 'b' },
      'no-publish-key',
    ],
    ['from an address that MediaMTX cannot tell', { ip: '<nil>' }, 'no-credentials'],
    ['from no address', { ip: '' }, 'no-credentials'],
    ['from an address and something', { ip: '10.0.0.9, 10.0.0.9' }, 'no-credentials'],
    [
      'over HTTP, where a header may tell the address',
      { ip: '10.0.0.9', protocol: 'webrtc' },
      'no-credentials',
    ],
    ['to another stream of it', { ip: '10.0.0.9', path: `${LISTED}/sub` }, 'no-credentials'],
    ['to another camera', { ip: '10.0.0.9', path: KEYLESS }, 'no-credentials'],
    ['to watch', { ip: '10.0.0.9', action: 'read' }, 'no-credentials'],
  ])('%s', (_, change, expected) => {
    expect(decide({ ...publish, ...change })).toBe(expected);
  });

  it('is not let in before the index was read', () => {
    expect(decide({ ...publish, ip: '10.0.0.9' }, { ...knowledge(), index: new AccessIndex() })).toBe(
      'no-credentials',
    );
  });
});

describe('the transcoder', () => {
  const SECOND = NOW.getTime() / 1000;
  const errand = (act: TranscoderErrand['act']): TranscoderErrand => ({
    act,
    path: act === 'read' ? `${TRANSCODED}/raw` : TRANSCODED,
  });
  const ticket = (act: TranscoderErrand['act'], at = SECOND, secret = HOOK_SECRET) =>
    ticketOf(errand(act), secret, at);
  const show = (act: TranscoderErrand['act'], shown = ticket(act)) => ({
    ...{ action: act, path: errand(act).path, protocol: 'rtsp', ip: '127.0.0.1', id: 'c1' },
    query: `token=${shown}`,
  });

  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['reads what a camera sends', show('read'), 'allow'],
    ['publishes what viewers get', show('publish'), 'allow'],
    ['is known by its ticket as ≥ v1.18.0 tells it', { ...show('read'), token: ticket('read') }, 'allow'],
    ['has its clock behind', show('read', ticket('read', SECOND - 55)), 'allow'],
    ['has its clock ahead', show('read', ticket('read', SECOND + 25)), 'allow'],
    ['shows an old ticket', show('read', ticket('read', SECOND - 61)), 'wrong-ticket'],
    ['shows a ticket of the future', show('read', ticket('read', SECOND + 31)), 'wrong-ticket'],
    ['shows a ticket made without the secret', show('read', ticket('read', SECOND, '')), 'wrong-ticket'],
    ['publishes with the ticket to read', show('publish', ticket('read')), 'wrong-ticket'],
    ['reads with the ticket to publish', show('read', ticket('publish')), 'wrong-ticket'],
    ['publishes to the path that it reads', { ...show('read'), action: 'publish' }, 'no-such-transcoder'],
    ['reads the path that it publishes to', { ...show('publish'), action: 'read' }, 'no-such-transcoder'],
    ['comes from another machine', { ...show('read'), ip: '192.168.2.7' }, 'transcoder-elsewhere'],
    ['comes by HTTP', { ...show('read'), protocol: 'hls' }, 'transcoder-elsewhere'],
    ['comes for a camera that is not re-encoded', { ...show('publish'), path: DOUBLE }, 'no-such-transcoder'],
    ['comes for nobody', { ...show('publish'), path: 'workshop-1/pit-99' }, 'no-such-transcoder'],
    ['comes for the API', { ...show('read'), action: 'api' }, 'no-such-transcoder'],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toBe(expected);
  });

  it('opens one session with a ticket, DESCRIBE and SETUP by two ids', () => {
    const known = knowledge();
    const open = (id: string, afterMs = 0) => {
      const now = new Date(NOW.getTime() + afterMs);
      const decision = decideMediaAccess(request({ ...show('read'), id }), known, now);
      if (decision.allow && decision.ticket)
        known.uses.remember(decision.ticket.ticket, 9e9, decision.ticket.use);
      return decision.allow ? 'allow' : decision.reason;
    };
    expect(['c1', 's1', 'c1', 'c2'].map((id) => open(id))).toEqual([
      'allow',
      'allow',
      'allow',
      'token-spent',
    ]);
  });

  it('is nobody who shows the ticket later, where SETUP has DESCRIBE’s id', () => {
    const known = knowledge();
    const open = (id: string, afterMs: number) => {
      const now = new Date(NOW.getTime() + afterMs);
      const decision = decideMediaAccess(request({ ...show('read'), id }), known, now);
      if (decision.allow && decision.ticket)
        known.uses.remember(decision.ticket.ticket, 9e9, decision.ticket.use);
      return decision.allow ? 'allow' : decision.reason;
    };
    expect([open('c1', 0), open('c1', 5), open('c1', 1500), open('c2', 1500)]).toEqual([
      ...['allow', 'allow', 'allow', 'token-spent'],
    ]);
  });

  it('reads no camera that is paused', () => {
    const known = knowledge();
    const pit = known.index.pit(7);
    if (pit) known.index.put({ ...pit, paused: true });
    expect(decide(show('read'), known)).toBe('no-such-transcoder');
  });
});
