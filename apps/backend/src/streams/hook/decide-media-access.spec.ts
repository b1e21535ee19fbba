import { type AuthRequest } from '@ppf/mediamtx';
import { AccessIndex } from '../access-index/access-index';
import { decideMediaAccess } from './decide-media-access';
import { type RevocationOf, Revocations } from '../revocation/revocations';
import { StreamTokenUses } from '../tokens/stream-token-uses';
import {
  NOW,
  LATER,
  PULL,
  PUSH,
  BARE,
  KEY,
  SERVICE,
  outdated,
  foreign,
  tokenOf,
  type Known,
  knowledge,
  request,
  good,
  bearer,
  type Outcome,
  decide,
} from './testing/hook-scene';

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
