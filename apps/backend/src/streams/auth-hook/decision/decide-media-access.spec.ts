import { type AuthRequest } from '@ppf/mediamtx';
import { AccessIndex } from '../../access-index/access-index';
import { decideMediaAccess } from './decide-media-access';
import { type RevocationOf, Revocations } from '../../sessions/admission/revocations';
import { StreamTokenUses } from '../../tokens/stream-token-uses';
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
  type TestContext,
  hookContext,
  request,
  validToken,
  bearer,
  type Outcome,
  decide,
} from './testing/hook-fixture';

describe('a viewer', () => {
  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['WHEP POST with Bearer jti:jwt', { ...bearer() }, 'allow'],
    [
      'WHEP POST with Bearer jti:jwt as ≥ v1.18.0 sends it',
      { ...bearer(), token: validToken.token },
      'allow',
    ],
    ['WHEP OPTIONS', { ...bearer(), id: null }, 'allow'],
    ['HLS index ≤ v1.17.1', { ...bearer(), protocol: 'hls', id: null }, 'allow'],
    ['HLS index ≥ v1.18.0', { ...bearer(), protocol: 'hls', id: 'i1' }, 'allow'],
    ['RTSP with ?token=', { protocol: 'rtsp', query: `token=${validToken.token}` }, 'allow'],
    [
      'RTSP with ?token= ≥ v1.18.0',
      { protocol: 'rtsp', query: `token=${validToken.token}`, token: validToken.token },
      'allow',
    ],
    [
      'RTSP with a fixed user name',
      { protocol: 'rtsp', user: 'viewer', password: validToken.token },
      'allow',
    ],
    ['plain Bearer ≥ v1.12.3', { token: validToken.token }, 'allow'],
    ['plain Bearer on v1.9.3', { query: `jwt=${validToken.token}` }, 'allow'],
    ['a token of the previous secret', bearer(tokenOf({}, outdated)), 'allow'],
    ['a pit without a camera', { ...bearer(tokenOf({ path: BARE })), path: BARE }, 'allow'],
    [
      'playback with its own act',
      { ...bearer(tokenOf({ act: 'playback' })), action: 'playback', protocol: '', id: null },
      'allow',
    ],

    ['no credentials', {}, 'no-credentials'],
    ['a user without a password', { user: 'viewer' }, 'no-credentials'],
    ['a token for another path', { ...bearer(), path: PUSH }, 'token-for-other-path'],
    ['the path with a trailing slash', { ...bearer(), path: `${PULL}/` }, 'token-for-other-path'],
    ['a path below it', { ...bearer(), path: `${PULL}/sub` }, 'token-for-other-path'],
    ['the path in capitals', { ...bearer(), path: PULL.toUpperCase() }, 'token-for-other-path'],
    [
      'a read token for playback',
      { ...bearer(), action: 'playback', protocol: '', id: null },
      'token-for-other-act',
    ],
    ['a playback token for reading', bearer(tokenOf({ act: 'playback' })), 'token-for-other-act'],
    ['another secret', bearer(tokenOf({}, foreign)), 'token-malformed'],
    ['a changed signature', { password: `${validToken.token.slice(0, -3)}AAA` }, 'token-forged'],
    [
      'the token of the recordings',
      { user: 'jti-123', password: 'eyJhbGciOi.payload.sig' },
      'token-malformed',
    ],
    ['a publish key', { user: 'cam', password: KEY, path: PUSH }, 'token-malformed'],
    [
      'another token’s id as user',
      { user: tokenOf().claims.jti, password: validToken.token },
      'user-is-not-the-token',
    ],
    [
      'a pit that does not exist',
      { ...bearer(tokenOf({ path: 'workshop-9/pit-9' })), path: 'workshop-9/pit-9' },
      'no-such-pit',
    ],
    ['RTMP', { ...bearer(), protocol: 'rtmp' }, 'protocol-not-served'],
    ['MoQ', { ...bearer(), protocol: 'moq' }, 'protocol-not-served'],
    ['this backend’s service credential', { ...SERVICE }, 'token-malformed'],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toBe(expected);
  });

  it('is denied with an expired token', () => {
    expect(decide(bearer(), hookContext(), LATER)).toBe('token-expired');
  });

  it('is denied before the index is loaded, as is a publisher', () => {
    const context = { ...hookContext(), index: new AccessIndex() };
    expect(decide(bearer(), context)).toBe('not-loaded');
    expect(decide({ action: 'publish', path: PUSH, user: 'cam', password: KEY }, context)).toBe('not-loaded');
  });

  it('is denied after the pit was removed', () => {
    const context = hookContext();
    expect(decide(bearer(), context)).toBe('allow');
    context.index.remove(1);
    expect(decide(bearer(), context)).toBe('no-such-pit');
  });

  it('opens one viewing session with one token', () => {
    const context = hookContext();
    const first = decideMediaAccess(request(bearer()), context, NOW);
    if (!first.allow || !first.session || first.session.use === 'free') throw new Error('not admitted');
    expect(first.session).toMatchObject({ pitId: 1, claims: { sub: 'user:1' }, use: { ids: ['s1'] } });
    context.uses.remember(first.session.claims.jti, first.session.claims.exp, first.session.use);
    expect(decide({ ...bearer(), id: 's2' }, context)).toBe('token-spent');
    expect(decide({ ...bearer(), id: null }, context)).toBe('allow');
    expect(decide({ token: validToken.token, id: 's2' }, context)).toBe('token-spent');
    expect(decide({ ...bearer(), protocol: 'rtsp', id: 's1' }, context)).toBe('token-spent');
    expect(decide({ ...bearer(), protocol: 'hls', id: null, ip: '10.0.0.2' }, context)).toBe('token-spent');
    expect(decide({ ...bearer(tokenOf()), id: 's2' }, context)).toBe('allow');
  });

  it.each([
    ['webrtc', 'hls'],
    ['hls', 'webrtc'],
  ])('plays %s and %s beside it as one viewing session, which begins once', (first, second) => {
    const context = hookContext();
    const admit = (protocol: string, id: string) => {
      const decision = decideMediaAccess(request({ ...bearer(), protocol, id }), context, NOW);
      if (!decision.allow || !decision.session || decision.session.use === 'free')
        throw new Error('not admitted');
      context.uses.remember(decision.session.claims.jti, decision.session.claims.exp, decision.session.use);
      return decision.session;
    };
    expect(admit(first, `${first}-1`)).toMatchObject({ isNew: true, use: { protocols: [first] } });
    const both = { protocols: ['webrtc', 'hls'], ids: ['webrtc-1'] };
    expect(admit(second, `${second}-1`)).toMatchObject({ isNew: false, use: both });
    expect(admit('hls', 'hls-2')).toMatchObject({ isNew: false, use: both });
  });

  it('is denied when no further token use can be stored, while admitted viewers continue', () => {
    const context = { ...hookContext(), uses: new StreamTokenUses(1) };
    context.uses.remember(validToken.claims.jti, validToken.claims.exp, {
      protocols: ['hls'],
      address: '10.0.0.1',
      ids: [],
    });
    expect(decide({ ...bearer(), protocol: 'hls' }, context)).toBe('allow');
    expect(decide(bearer(tokenOf()), context)).toBe('too-many-tokens');
    expect(decide({ ...bearer(tokenOf()), id: null }, context)).toBe('allow');
  });
});

describe.each(['api', 'metrics', 'pprof'] as const)('who may use %s', (action) => {
  const service = { action, path: '', protocol: '', id: null };
  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['allows this backend', { ...SERVICE }, 'allow'],
    ['denies a request without credentials', {}, 'no-credentials'],
    ['denies another password', { user: SERVICE.user, password: 'other' }, 'not-our-service'],
    ['denies another user', { user: 'admin', password: SERVICE.password }, 'not-our-service'],
    ['denies the bare password', { token: SERVICE.password }, 'not-our-service'],
    ['denies a stream token', bearer(), 'not-our-service'],
    ['denies a publish key', { user: 'backend', password: KEY }, 'not-our-service'],
  ])('%s', (_, change, expected) => {
    expect(decide({ ...service, ...change })).toBe(expected);
  });
});

describe('a revocation', () => {
  const ofSecond = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
  const revoked = (of: RevocationOf, at = NOW): TestContext => {
    const context = hookContext();
    context.revocations.add({ of, cause: 'ended-by-owner', at, by: 3 });
    return context;
  };
  it.each<[string, RevocationOf, number, Outcome]>([
    ['the viewing session itself', { jti: validToken.claims.jti }, 5, 'revoked'],
    ['another viewing session', { jti: tokenOf().claims.jti }, 5, 'allow'],
    ['the viewer, after the token was issued', { sub: 'user:1' }, 5, 'revoked'],
    ['the viewer, in the second in which it was issued', { sub: 'user:1' }, 0.5, 'revoked'],
    ['the viewer, before it was issued', { sub: 'user:1' }, -1, 'allow'],
    ['another viewer', { sub: 'user:11' }, 5, 'allow'],
    ['the pit, after it was issued', { pitId: 1 }, 5, 'revoked'],
    ['the pit, before it was issued', { pitId: 1 }, -1, 'allow'],
    ['another pit', { pitId: 2 }, 5, 'allow'],
  ])('of %s', (_, of, seconds, outcome) => {
    expect(decide(bearer(), revoked(of, ofSecond(seconds)))).toBe(outcome);
  });

  it('denies the next HLS segment, which calls the hook each time up to v1.17.1', () => {
    const context = hookContext();
    const segment = { ...bearer(), protocol: 'hls', id: null };
    expect(decide(segment, context)).toBe('allow');
    context.revocations.add({ of: { jti: validToken.claims.jti }, cause: 'ended-by-owner', at: NOW, by: 3 });
    expect(decide(segment, context)).toBe('revoked');
  });

  it('list that is not yet loaded denies every viewer', () => {
    const context = { ...hookContext(), revocations: new Revocations(60_000) };
    expect(decide(bearer(), context)).toBe('not-loaded');
  });
});

describe('a limit', () => {
  it('denies a new viewing session and no existing one', () => {
    const context = hookContext({ check: () => 'pit-viewers-full' });
    expect(decide(bearer(), context)).toBe('pit-viewers-full');
    context.uses.remember(validToken.claims.jti, validToken.claims.exp, {
      protocols: ['webrtc'],
      address: '10.0.0.1',
      ids: ['s1'],
    });
    expect(decide(bearer(), context)).toBe('allow');
  });

  it('does not deny a request that opens no session', () => {
    const context = hookContext({ check: () => 'pit-viewers-full' });
    expect(decide({ ...bearer(), id: null }, context)).toBe('allow');
  });

  it('returns the viewer’s own session that the new one replaces', () => {
    const context = hookContext({ check: () => ({ replaces: 'oldest' }) });
    const decision = decideMediaAccess(request(bearer()), context, NOW);
    expect(decision).toMatchObject({ allow: true, session: { replaces: 'oldest' } });
  });
});
