import { type SessionItem, type SessionKind } from '@ppf/mediamtx';
import { type ListedSessions, type OpenSession, planSessionChanges } from './plan-session-changes';

const NOW = new Date('2026-11-23T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const openSession = (change: Partial<OpenSession> = {}): OpenSession => ({
  id: 1,
  jti: 'jti-1',
  protocol: 'webrtc',
  mediaIds: ['hook-id'],
  beganAt: ago(60),
  seenAt: ago(1),
  wasListed: true,
  bytesSent: 0,
  revoked: null,
  ...change,
});
const item = (change: Partial<SessionItem> = {}): SessionItem => ({
  kind: 'webrtc',
  id: 'hook-id',
  created: ago(60),
  remoteAddr: '10.0.0.1:5000',
  state: 'read',
  path: 'workshop-1/pit-1',
  connections: [],
  user: '',
  bytesSent: 100,
  ...change,
});
const NEW_RELEASE: readonly SessionKind[] = ['webrtc', 'rtsp', 'hls'];
const OLD_RELEASE: readonly SessionKind[] = ['webrtc', 'rtsp'];
const listed = (
  items: readonly SessionItem[],
  kinds = NEW_RELEASE,
  startedAt: Date | null = null,
): ListedSessions => ({ items, listed: new Set(kinds), startedAt });

const plan = (open: OpenSession, server: ListedSessions) => {
  const { carried, ended, kick, unknown } = planSessionChanges([open], server, NOW);
  const end = ended.map(({ reason, at }) => `${reason} ${(NOW.getTime() - at.getTime()) / 1000} s ago`);
  return { carried: carried.flatMap(({ items }) => items.map(({ id }) => id)), end, kick, unknown };
};

describe('a recorded viewing session is matched', () => {
  it.each<[string, Partial<OpenSession>, Partial<SessionItem>]>([
    ['by its jti as user (≥ v1.17.1)', { mediaIds: [] }, { id: 'other', user: 'jti-1' }],
    ['by the id of its hook request', {}, {}],
    ['by the id of an RTSP connection (≤ v1.19.2)', {}, { kind: 'rtsp', id: 'x', connections: ['hook-id'] }],
  ])('%s', (_, open, session) => {
    const { carried, end, unknown } = plan(openSession(open), listed([item(session)]));
    expect({ carried: carried.length, end, unknown }).toEqual({ carried: 1, end: [], unknown: [] });
  });

  it('with two media sessions where HLS runs beside WebRTC', () => {
    const beside = item({ kind: 'hls', id: 'h1', user: 'jti-1' });
    expect(plan(openSession(), listed([item({ user: 'jti-1' }), beside])).carried).toEqual(['hook-id', 'h1']);
  });

  it('with no publisher', () => {
    const { carried, unknown } = plan(openSession(), listed([item({ state: 'publish' })]));
    expect({ carried, unknown }).toEqual({ carried: [], unknown: [] });
  });
});

describe('a viewing session in no list', () => {
  const unlisted = { wasListed: false };
  it.each<[string, Partial<OpenSession>, ListedSessions, string[]]>([
    ['has left if it was listed before', {}, listed([]), ['left 0 s ago']],
    ['may still begin', { ...unlisted, seenAt: ago(3) }, listed([]), []],
    ['has never begun after a while', { ...unlisted, seenAt: ago(5) }, listed([]), ['never-began 5 s ago']],
    [
      'ended with the media server’s restart',
      { seenAt: ago(9) },
      listed([], NEW_RELEASE, ago(4)),
      ['media-server-restarted 9 s ago'],
    ],
    ['began after the restart', { seenAt: ago(1) }, listed([], NEW_RELEASE, ago(4)), ['left 0 s ago']],
    [
      'continues while HLS segments are requested (≤ v1.17.1)',
      { ...unlisted, protocol: 'hls', seenAt: ago(29) },
      listed([], OLD_RELEASE),
      [],
    ],
    [
      'has left when no segment was requested (≤ v1.17.1)',
      { ...unlisted, protocol: 'hls', seenAt: ago(31) },
      listed([], OLD_RELEASE),
      ['left 31 s ago'],
    ],
    [
      'has never begun when only the index was requested (≤ v1.17.1)',
      { ...unlisted, protocol: 'hls', beganAt: ago(31), seenAt: ago(31) },
      listed([], OLD_RELEASE),
      ['never-began 31 s ago'],
    ],
  ])('%s', (_, open, server, end) => {
    expect(plan(openSession(open), server).end).toEqual(end);
  });
});

describe('a revoked viewing session', () => {
  const revoked = { cause: 'ended-by-owner', at: ago(1), by: 3 } as const;

  it('is disconnected on every transport, and has not ended while it is listed', () => {
    const items = [item({ user: 'jti-1' }), item({ kind: 'hls', id: 'h1', user: 'jti-1' })];
    const { kick, end, carried } = plan(openSession({ revoked }), listed(items));
    expect({ kick, end, carried }).toEqual({ kick: items, end: [], carried: [] });
  });

  it('has ended for its cause when it is no longer listed', () => {
    expect(plan(openSession({ revoked }), listed([])).end).toEqual(['ended-by-owner 1 s ago']);
  });

  it('has ended immediately where HLS has no list: the hook denies its next segment', () => {
    const open = openSession({ revoked, protocol: 'hls', wasListed: false });
    expect(plan(open, listed([], OLD_RELEASE)).end).toEqual(['ended-by-owner 1 s ago']);
  });
});

describe('a reader without a record', () => {
  it('is unknown after every replica has had time to record it', () => {
    const unrecorded = item({ id: 'unrecorded', created: ago(11) });
    const fresh = item({ id: 'fresh', created: ago(2) });
    const { unknown } = planSessionChanges([], listed([unrecorded, fresh]), NOW);
    expect(unknown).toEqual([unrecorded]);
  });
});
