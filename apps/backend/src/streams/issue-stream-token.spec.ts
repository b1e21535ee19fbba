import { type ProblemCode } from '@ppf/contracts';
import { Test, type TestingModule } from '@nestjs/testing';
import { type Principal } from '../auth';
import { MediamtxConfig } from '../config/mediamtx.config';
import { StreamsConfig } from '../config/streams.config';
import { PitStreamBoard } from '../pits';
import { MediaServerEntity, PlacementIndex } from '../placement';
import { Clock } from '../platform/clock';
import { DomainError } from '../platform/problems/domain-error';
import { AccessIndex } from './access-index';
import { InstantPicture } from './instant-picture';
import { IssueStreamToken } from './issue-stream-token';
import { type PitAccess } from './pit-access';
import { PitTable } from './pit-table';
import { StreamAddresses } from './stream-addresses';
import { MAX_STREAM_TOKEN_BYTES, StreamTokens } from './stream-token';

const NOW = new Date('2026-11-23T12:00:00Z');
const PIT = {
  pitId: 7,
  workshopId: 3,
  path: 'workshop-3/pit-1',
  cameraKind: 'pull',
  onDemand: false,
  publishKeyHash: null,
} as const;
const mediaServer = (id: number, host: string) =>
  Object.assign(new MediaServerEntity(), {
    id,
    isConfigured: id === 1,
    webrtcUrl: `http://${host}:8889`,
    hlsUrl: `https://${host}/hls`,
    rtspUrl: `rtsp://${host}:8554`,
  });
const staffOf = (workshopId: number): Principal => ({ id: 11, role: 'staff', workshopId });

describe('IssueStreamToken', () => {
  let module: TestingModule;
  let index: AccessIndex;
  const issue = (principal: Principal, pitId: number = PIT.pitId) =>
    module.get(IssueStreamToken).issue(principal, pitId);
  const refusal = (principal: Principal, pitId?: number): ProblemCode | 'issued' => {
    try {
      issue(principal, pitId);
      return 'issued';
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  };

  beforeEach(async () => {
    module = await Test.createTestingModule({
      providers: [
        AccessIndex,
        IssueStreamToken,
        PitStreamBoard,
        StreamAddresses,
        { provide: InstantPicture, useValue: { of: ({ onDemand }: PitAccess) => !onDemand } },
        { provide: Clock, useValue: { now: () => NOW } },
        {
          provide: StreamTokens,
          useValue: new StreamTokens({ tokenSecret: 's'.repeat(32), previousTokenSecret: null }),
        },
        { provide: StreamsConfig, useValue: { tokenTtlSeconds: 60, leaseSeconds: 45, iceServers: [] } },
        { provide: MediamtxConfig, useValue: { auth: 'http' } },
        PlacementIndex,
      ],
    }).compile();
    index = module.get(AccessIndex);
    index.replaceAll(new PitTable([PIT]));
    const placed = { workshopId: 3, mediaServerId: 2 };
    module.get(PlacementIndex).replaceAll([mediaServer(1, 'other'), mediaServer(2, 'm')], [placed]);
  });

  it('gives a token that opens this pit, and nothing else, for as long as it says', () => {
    const answer = issue(staffOf(3));
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

  it('says where to use it, with the token in the address of RTSP only', () => {
    const { token, webrtc_url, hls_url, rtsp_url, authorization } = issue(staffOf(3));
    expect({ webrtc_url, hls_url }).toEqual({
      webrtc_url: 'http://m:8889/workshop-3/pit-1/whep',
      hls_url: 'https://m/hls/workshop-3/pit-1/index.m3u8',
    });
    expect(rtsp_url).toBe(`rtsp://m:8554/workshop-3/pit-1?token=${token}`);
    expect(authorization).toMatch(new RegExp(`^Bearer [0-9a-f-]{36}:${token.replaceAll('.', '\\.')}$`));
  });

  it('says the address of the media server that the workshop is placed on', () => {
    module.get(PlacementIndex).put([{ workshopId: 3, mediaServerId: 1 }], []);
    expect(issue(staffOf(3)).webrtc_url).toBe('http://other:8889/workshop-3/pit-1/whep');
  });

  it('says whether the first picture may come by HLS', () => {
    expect(issue(staffOf(3)).instant_picture).toBe(true);
    index.put({ ...PIT, onDemand: true });
    expect(issue(staffOf(3)).instant_picture).toBe(false);
  });

  it('gives another token to each who asks', () => {
    expect(issue(staffOf(3)).token).not.toBe(issue(staffOf(3)).token);
  });

  it.each<[string, Principal, ProblemCode | 'issued']>([
    ['the workshop’s own staff', staffOf(3), 'issued'],
    ['the workshop’s owner', { id: 2, role: 'owner', workshopId: 3 }, 'issued'],
    ['the operator', { id: 1, role: 'super_admin', workshopId: null }, 'issued'],
    ['another workshop’s staff', staffOf(4), 'pit-not-found'],
    ['another workshop’s owner', { id: 2, role: 'owner', workshopId: 4 }, 'pit-not-found'],
    ['somebody without a workshop', { id: 2, role: 'staff', workshopId: null }, 'pit-not-found'],
  ])('answers %s', (_who, principal, expected) => {
    expect(refusal(principal)).toBe(expected);
  });

  it('tells a pit that does not exist from another workshop’s in no way', () => {
    expect(refusal(staffOf(3), 999)).toBe(refusal(staffOf(4)));
  });

  it('gives nothing before the index is loaded, not even to the operator', () => {
    Object.assign(module.get(IssueStreamToken), { index: new AccessIndex() });
    expect(refusal({ id: 1, role: 'super_admin', workshopId: null })).toBe('not-ready');
  });
});
