import { type ProblemCode, type RevocationCause } from '@ppf/contracts';
import { Test, type TestingModule } from '@nestjs/testing';
import { type Principal } from '../../auth';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { StreamsConfig } from '../../config/streams.config';
import { MediaServerEntity, MediaServers, PlacementIndex, StreamStatusStore } from '../../media-servers';
import { Clock } from '../../platform/clock';
import { playerOf } from '../../platform/crypto/stream-token-id';
import { DomainError } from '../../platform/problems/domain-error';
import { AccessIndex } from '../access-index/access-index';
import { PitTable } from '../access-index/pit-table';
import { ActiveSessions } from '../sessions/admission/active-sessions';
import { type RevocationOf, Revocations } from '../sessions/admission/revocations';
import { type AdmissionResult, ViewerCapacity } from '../sessions/admission/viewer-capacity';
import { BeginSession } from '../sessions/recording/begin-session';
import { UnwrittenSessions } from '../sessions/recording/unwritten-sessions';
import { MAX_STREAM_TOKEN_BYTES, type StreamClaims, StreamTokens } from '../tokens/stream-token';
import { StreamTokenSigner } from '../tokens/stream-token-signer';
import { BeginIssuedSession } from './begin-issued-session';
import { HlsPreroll } from './hls-preroll';
import { IssueStreamToken } from './issue-stream-token';
import { PickEdge } from './pick-edge';
import { SignSessionToken } from './sign-session-token';
import { StreamAddresses } from './stream-addresses';

const CLIENT = { ip: '10.0.0.9', headers: { 'user-agent': 'VLC/3.0' } };
const NOW = new Date('2026-11-23T12:00:00Z');
const SECRETS = { tokenSecret: 's'.repeat(32), previousTokenSecret: null };
const NO_KEYS = { tokenKey: null, previousTokenKey: null };
const HOOK_MODE = { auth: 'http' } as const;
const PIT = {
  pitId: 7,
  workshopId: 3,
  path: 'workshop-3/pit-1',
  cameraKind: 'pull',
  paused: false,
  hasSub: false,
  transcode: false,
  onDemand: false,
  publishKeyHash: null,
  allowList: null,
} as const;
const mediaServer = (id: number, host: string) =>
  Object.assign(new MediaServerEntity(), {
    id,
    isConfigured: id === 1,
    edgeOfId: null,
    webrtcUrl: `http://${host}:8889`,
    hlsUrl: `https://${host}/hls`,
    rtspUrl: `rtsp://${host}:8554`,
  });
const staffOf = (workshopId: number): Principal => ({ id: 11, role: 'staff', workshopId, pitIds: null });

describe('IssueStreamToken', () => {
  let module: TestingModule;
  let index: AccessIndex;
  let admission: AdmissionResult;
  let edge: number | null;
  let hasHlsSessions: boolean;
  const auth = { mode: 'http' };
  const issue = (principal: Principal, pitId: number = PIT.pitId, before: object = {}) =>
    module.get(IssueStreamToken).issue(principal, { pit_id: pitId, ...before }, CLIENT);
  const refusal = async (principal: Principal, pitId?: number): Promise<ProblemCode | 'issued'> => {
    try {
      await issue(principal, pitId);
      return 'issued';
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  };

  beforeEach(async () => {
    edge = null;
    hasHlsSessions = true;
    module = await Test.createTestingModule({
      providers: [
        AccessIndex,
        IssueStreamToken,
        SignSessionToken,
        { provide: Revocations, useValue: new Revocations(60_000) },
        ActiveSessions,
        BeginIssuedSession,
        BeginSession,
        UnwrittenSessions,
        { provide: ViewerCapacity, useValue: { check: () => admission } },
        StreamStatusStore,
        StreamAddresses,
        { provide: PickEdge, useValue: { pick: () => edge } },
        HlsPreroll,
        {
          provide: MediaServers,
          useValue: {
            serving: () => ({ health: { keepsPicturesReady: true, hasHlsSessions } }),
          },
        },
        { provide: Clock, useValue: { now: () => NOW } },
        {
          provide: StreamTokens,
          useValue: new StreamTokens(SECRETS),
        },
        {
          provide: StreamTokenSigner,
          useFactory: () => StreamTokenSigner.load({ ...SECRETS, ...NO_KEYS }, HOOK_MODE),
        },
        {
          provide: StreamsConfig,
          useValue: { tokenTtlSeconds: 60, leaseSeconds: 45, iceServers: [], instantPicture: true },
        },
        {
          provide: MediamtxConfig,
          useValue: {
            get auth() {
              return auth.mode;
            },
          },
        },
        PlacementIndex,
      ],
    }).compile();
    admission = 'admitted';
    index = module.get(AccessIndex);
    index.replaceAll(new PitTable([PIT]));
    const placed = { workshopId: 3, mediaServerId: 2 };
    module.get(PlacementIndex).replaceAll([mediaServer(1, 'other'), mediaServer(2, 'm')], [placed]);
  });

  it('issues a token for this pit only, with the configured lifetime', async () => {
    const answer = await issue(staffOf(3));
    const tokens = module.get(StreamTokens);
    expect(tokens.verify(answer.token, NOW)).toMatchObject({
      path: PIT.path,
      act: 'read',
      sub: 'user:11',
      exp: NOW.getTime() / 1000 + 60,
    });
    expect(answer).toMatchObject({
      expires_in: 60,
      expires_at: '2026-11-23T12:01:00.000Z',
      session_lease_seconds: 45,
    });
    expect(Buffer.byteLength(answer.token)).toBeLessThanOrEqual(MAX_STREAM_TOKEN_BYTES);
  });

  it('returns the addresses, with the token in the RTSP address only', async () => {
    const { token, webrtc_url, hls_url, rtsp_url, authorization } = await issue(staffOf(3));
    expect({ webrtc_url, hls_url }).toEqual({
      webrtc_url: 'http://m:8889/workshop-3/pit-1/whep',
      hls_url: 'https://m/hls/workshop-3/pit-1/index.m3u8',
    });
    expect(rtsp_url).toBe(`rtsp://m:8554/workshop-3/pit-1?token=${token}`);
    expect(authorization).toMatch(new RegExp(`^Bearer [0-9a-f-]{36}:${token.replaceAll('.', '\\.')}$`));
  });

  it('issues a token for the second stream of a camera that has one', async () => {
    const sub = () =>
      module.get(IssueStreamToken).issue(staffOf(3), { pit_id: PIT.pitId, stream: 'sub' }, CLIENT);
    await expect(sub()).rejects.toMatchObject({ code: 'sub-stream-not-found' });
    index.put({ ...PIT, hasSub: true });
    const { token, path, webrtc_url } = await sub();
    expect({ path, webrtc_url }).toEqual({
      path: 'workshop-3/pit-1/sub',
      webrtc_url: 'http://m:8889/workshop-3/pit-1/sub/whep',
    });
    expect(module.get(StreamTokens).verify(token, NOW)).toMatchObject({ path });
    index.put(PIT);
  });

  it('returns addresses at the media server that the workshop is placed on', async () => {
    module.get(PlacementIndex).put([{ workshopId: 3, mediaServerId: 1 }], []);
    expect((await issue(staffOf(3))).webrtc_url).toBe('http://other:8889/workshop-3/pit-1/whep');
  });

  it('returns whether an HLS preroll is available', async () => {
    expect((await issue(staffOf(3))).instant_picture).toBe(true);
    index.put({ ...PIT, onDemand: true });
    expect((await issue(staffOf(3))).instant_picture).toBe(false);
  });

  it.each([true, false])('returns whether HLS checks the token once: %s', async (once) => {
    hasHlsSessions = once;
    expect((await issue(staffOf(3))).hls_session).toBe(once);
  });

  it('issues a different token for each request', async () => {
    expect((await issue(staffOf(3))).token).not.toBe((await issue(staffOf(3))).token);
  });

  it('returns addresses at the picked edge, names it in the token and offers no preroll there', async () => {
    module
      .get(PlacementIndex)
      .replaceServers([mediaServer(2, 'media'), { ...mediaServer(3, 'edge'), edgeOfId: 2 }]);
    edge = 3;
    const issued = await issue(staffOf(3));
    expect(issued.webrtc_url).toBe('http://edge:8889/workshop-3/pit-1/whep');
    expect(issued.instant_picture).toBe(false);
    expect(module.get(StreamTokens).verify(issued.token, NOW)).toMatchObject({ srv: 3 });
    expect(issued.token.length).toBeLessThan(MAX_STREAM_TOKEN_BYTES);
    edge = null;
    const renewed = await issue(staffOf(3), PIT.pitId, { renews: issued.token });
    expect(renewed.webrtc_url).toBe(issued.webrtc_url);
    const next = await issue(staffOf(3), PIT.pitId, { follows: issued.token });
    expect(module.get(StreamTokens).verify(next.token, NOW)).not.toHaveProperty('srv');
    expect(next.webrtc_url).toBe('http://media:8889/workshop-3/pit-1/whep');
  });

  it.each<[string, Principal, ProblemCode | 'issued']>([
    ['the workshop’s own staff', staffOf(3), 'issued'],
    ['the workshop’s owner', { id: 2, role: 'owner', workshopId: 3, pitIds: null }, 'issued'],
    ['the operator', { id: 1, role: 'operator', workshopId: null, pitIds: null }, 'issued'],
    ['another workshop’s staff', staffOf(4), 'pit-not-found'],
    ['another workshop’s owner', { id: 2, role: 'owner', workshopId: 4, pitIds: null }, 'pit-not-found'],
    ['a user without a workshop', { id: 2, role: 'staff', workshopId: null, pitIds: null }, 'pit-not-found'],
  ])('decides for %s', async (_who, principal, expected) => {
    expect(await refusal(principal)).toBe(expected);
  });

  it('refuses a paused camera, with the reason only for users who have access', async () => {
    index.put({ ...PIT, paused: true });
    expect(await refusal(staffOf(3))).toBe('camera-paused');
    expect(await refusal(staffOf(4))).toBe('pit-not-found');
    index.put(PIT);
    expect(await refusal(staffOf(3))).toBe('issued');
  });

  it('answers the same for a missing pit and for another workshop’s', async () => {
    expect(await refusal(staffOf(3), 999)).toBe(await refusal(staffOf(4)));
  });

  it('refuses every role before the access index is loaded', async () => {
    Object.assign(module.get(IssueStreamToken), { index: new AccessIndex() });
    expect(await refusal({ id: 1, role: 'operator', workshopId: null, pitIds: null })).toBe('not-ready');
  });

  describe('with a previous token', () => {
    const jtiOf = ({ authorization }: { authorization: string }) => authorization.slice(7, 43);
    const revoke = (of: RevocationOf, cause: RevocationCause = 'ended-by-owner') =>
      module.get(Revocations).add({ of, cause, at: NOW, by: 5 });
    const problem = async (before: object, who = staffOf(3)): Promise<unknown> => {
      try {
        return jtiOf(await issue(who, PIT.pitId, before));
      } catch (error) {
        return (error as DomainError).details.ending ?? (error as DomainError).code;
      }
    };

    it('renews the viewing session under the same id while its token is valid', async () => {
      const before = await issue(staffOf(3));
      expect(jtiOf(await issue(staffOf(3), PIT.pitId, { renews: before.token }))).toBe(jtiOf(before));
    });

    it('begins a new viewing session for `follows`, and for an expired, foreign or invalid token', async () => {
      const before = await issue(staffOf(3));
      const theirs = await issue({ id: 2, role: 'owner', workshopId: 3, pitIds: null });
      const { token: expired } = module
        .get(StreamTokens)
        .sign({ sub: 'user:11', path: PIT.path, act: 'read' }, 60, new Date(NOW.getTime() - 61_000));
      const requests = [
        { follows: before.token },
        { renews: expired },
        { renews: theirs.token },
        { renews: 'a.b.c' },
        { renews: '' },
      ];
      const jtis: unknown[] = [];
      for (const each of requests) jtis.push(await problem(each));
      expect(new Set([...jtis, jtiOf(before), jtiOf(theirs)]).size).toBe(7);
    });

    it('assigns all tokens of one player the same id prefix, and another player a different one', async () => {
      const before = await issue(staffOf(3));
      const next = await issue(staffOf(3), PIT.pitId, { follows: before.token });
      const last = await issue(staffOf(3), PIT.pitId, { follows: next.token });
      const other = await issue(staffOf(3));
      const players = [before, next, last, other].map((each) => playerOf(jtiOf(each)));
      expect(players.slice(0, 3)).toEqual([players[0], players[0], players[0]]);
      expect(players[3]).not.toBe(players[0]);
      expect(new Set([before, next, last].map(jtiOf)).size).toBe(3);
      expect(jtiOf(last)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    });

    it.each(['follows', 'renews'])(
      'returns to the client that %s it why it was ended, and to no other',
      async (how) => {
        const before = await issue(staffOf(3));
        revoke({ jti: jtiOf(before) });
        const ending = { cause: 'ended-by-owner', at: NOW.toISOString() };
        expect(await problem({ [how]: before.token })).toEqual(ending);
        expect(
          await problem({ [how]: before.token }, { id: 2, role: 'owner', workshopId: 3, pitIds: null }),
        ).toEqual(expect.any(String));
        expect(await problem({})).toEqual(expect.any(String));
      },
    );

    it('begins a new viewing session after only the lease had ended: a suspended computer', async () => {
      const before = await issue(staffOf(3));
      revoke({ jti: jtiOf(before) }, 'lease-ended');
      expect(await problem({ renews: before.token })).not.toBe(jtiOf(before));
      expect(await problem({ follows: before.token })).toEqual(expect.any(String));
    });

    it('issues a token to which a revocation of the same second does not apply', async () => {
      revoke({ sub: 'user:11' }, 'password-changed');
      const { token } = await issue(staffOf(3));
      const claims = module.get(StreamTokens).verify(token, NOW);
      expect(module.get(Revocations).of(claims as StreamClaims, PIT.pitId)).toBeUndefined();
    });
  });

  it('returns the reached limit, and admits a viewer whose own session is replaced', async () => {
    admission = 'workshop-viewers-full';
    expect(await refusal(staffOf(3))).toBe('workshop-viewers-full');
    admission = { replaces: 'own' };
    expect(await refusal(staffOf(3))).toBe('issued');
  });

  describe('in JWT mode', () => {
    const jtiOf = ({ authorization }: { authorization: string }) => authorization.slice(7, 43);
    const taken = () => module.get(UnwrittenSessions).takeBegun();
    beforeEach(() => (auth.mode = 'jwt'));
    afterEach(() => (auth.mode = 'http'));

    it('counts and records the viewing session, since no hook will report it', async () => {
      const issued = await issue(staffOf(3));
      expect(module.get(ActiveSessions).counts(PIT.pitId, 3, 'user:11')).toMatchObject({
        ofPit: 1,
        ofViewer: 1,
      });
      expect(taken()).toEqual([
        expect.objectContaining({
          jti: jtiOf(issued),
          sub: 'user:11',
          pitId: PIT.pitId,
          path: PIT.path,
          address: '10.0.0.9',
          userAgent: 'VLC/3.0',
          replaces: null,
        }),
      ]);
    });

    it('counts a renewed viewing session once', async () => {
      const { token } = await issue(staffOf(3));
      await issue(staffOf(3), PIT.pitId, { renews: token });
      expect([module.get(ActiveSessions).size, taken().length]).toEqual([1, 1]);
    });

    it('ends the viewer’s own session that the new one replaces', async () => {
      const old = jtiOf(await issue(staffOf(3)));
      admission = { replaces: old };
      const replacement = jtiOf(await issue(staffOf(3)));
      expect(module.get(ActiveSessions).of(old)).toBeUndefined();
      expect(module.get(Revocations).ofSession(old)).toMatchObject({ cause: 'replaced' });
      expect(taken().map(({ jti, replaces }) => [jti, replaces])).toEqual([
        [old, null],
        [replacement, old],
      ]);
    });
  });

  it('counts and records nothing in hook mode, where the hook does it', async () => {
    await issue(staffOf(3));
    expect(module.get(ActiveSessions).size).toBe(0);
    expect(module.get(UnwrittenSessions).takeBegun()).toEqual([]);
  });
});
