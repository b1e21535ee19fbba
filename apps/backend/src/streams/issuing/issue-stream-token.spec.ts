import { type ProblemCode } from '@ppf/contracts';
import { type Principal } from '../../auth';
import { PlacementIndex } from '../../media-servers';
import { DomainError } from '../../platform/problems/domain-error';
import { CLIENT, IssuingScene, mediaServer, NOW, PIT, staffOf } from '../../testing/issuing-scene';
import { AccessIndex } from '../access-index/access-index';
import { ActiveSessions } from '../sessions/admission/active-sessions';
import { UnwrittenSessions } from '../sessions/recording/unwritten-sessions';
import { MAX_STREAM_TOKEN_BYTES, StreamTokens } from '../tokens/stream-token';
import { IssueStreamToken } from './issue-stream-token';

describe('IssueStreamToken', () => {
  const scene = new IssuingScene();
  const { issue } = scene;
  const refusal = async (principal: Principal, pitId?: number): Promise<ProblemCode | 'issued'> => {
    try {
      await issue(principal, pitId);
      return 'issued';
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  };

  beforeEach(() => scene.create());

  it('issues a token for this pit only, with the configured lifetime', async () => {
    const answer = await issue(staffOf(3));
    const tokens = scene.module.get(StreamTokens);
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
      scene.module.get(IssueStreamToken).issue(staffOf(3), { pit_id: PIT.pitId, stream: 'sub' }, CLIENT);
    await expect(sub()).rejects.toMatchObject({ code: 'sub-stream-not-found' });
    scene.index.put({ ...PIT, hasSub: true });
    const { token, path, webrtc_url } = await sub();
    expect({ path, webrtc_url }).toEqual({
      path: 'workshop-3/pit-1/sub',
      webrtc_url: 'http://m:8889/workshop-3/pit-1/sub/whep',
    });
    expect(scene.module.get(StreamTokens).verify(token, NOW)).toMatchObject({ path });
    scene.index.put(PIT);
  });

  it('returns addresses at the media server that the workshop is placed on', async () => {
    scene.module.get(PlacementIndex).put([{ workshopId: 3, mediaServerId: 1 }], []);
    expect((await issue(staffOf(3))).webrtc_url).toBe('http://other:8889/workshop-3/pit-1/whep');
  });

  it('returns whether an HLS preroll is available', async () => {
    expect((await issue(staffOf(3))).instant_picture).toBe(true);
    scene.index.put({ ...PIT, onDemand: true });
    expect((await issue(staffOf(3))).instant_picture).toBe(false);
  });

  it.each([true, false])('returns whether HLS checks the token once: %s', async (once) => {
    scene.hasHlsSessions = once;
    expect((await issue(staffOf(3))).hls_session).toBe(once);
  });

  it('issues a different token for each request', async () => {
    expect((await issue(staffOf(3))).token).not.toBe((await issue(staffOf(3))).token);
  });

  it('returns addresses at the picked edge, names it in the token and offers no preroll there', async () => {
    scene.module
      .get(PlacementIndex)
      .replaceServers([mediaServer(2, 'media'), { ...mediaServer(3, 'edge'), edgeOfId: 2 }]);
    scene.edge = 3;
    const issued = await issue(staffOf(3));
    expect(issued.webrtc_url).toBe('http://edge:8889/workshop-3/pit-1/whep');
    expect(issued.instant_picture).toBe(false);
    expect(scene.module.get(StreamTokens).verify(issued.token, NOW)).toMatchObject({ srv: 3 });
    expect(issued.token.length).toBeLessThan(MAX_STREAM_TOKEN_BYTES);
    scene.edge = null;
    const renewed = await issue(staffOf(3), PIT.pitId, { renews: issued.token });
    expect(renewed.webrtc_url).toBe(issued.webrtc_url);
    const next = await issue(staffOf(3), PIT.pitId, { follows: issued.token });
    expect(scene.module.get(StreamTokens).verify(next.token, NOW)).not.toHaveProperty('srv');
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
    scene.index.put({ ...PIT, paused: true });
    expect(await refusal(staffOf(3))).toBe('camera-paused');
    expect(await refusal(staffOf(4))).toBe('pit-not-found');
    scene.index.put(PIT);
    expect(await refusal(staffOf(3))).toBe('issued');
  });

  it('answers the same for a missing pit and for another workshop’s', async () => {
    expect(await refusal(staffOf(3), 999)).toBe(await refusal(staffOf(4)));
  });

  it('refuses every role before the access index is loaded', async () => {
    Object.assign(scene.module.get(IssueStreamToken), { index: new AccessIndex() });
    expect(await refusal({ id: 1, role: 'operator', workshopId: null, pitIds: null })).toBe('not-ready');
  });

  it('returns the reached limit, and admits a viewer whose own session is replaced', async () => {
    scene.admission = 'workshop-viewers-full';
    expect(await refusal(staffOf(3))).toBe('workshop-viewers-full');
    scene.admission = { replaces: 'own' };
    expect(await refusal(staffOf(3))).toBe('issued');
  });

  it('counts and records nothing in hook mode, where the hook does it', async () => {
    await issue(staffOf(3));
    expect(scene.module.get(ActiveSessions).size).toBe(0);
    expect(scene.module.get(UnwrittenSessions).takeBegun()).toEqual([]);
  });
});
