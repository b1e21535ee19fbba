import { type SessionItem, type SessionKind } from '@ppf/mediamtx';
import { type ListedSessions, type OpenViewing, settleViewings } from './settle-viewings';

const NOW = new Date('2026-11-23T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const viewing = (change: Partial<OpenViewing> = {}): OpenViewing => ({
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

const settle = (open: OpenViewing, server: ListedSessions) => {
  const { carried, ended, kick, unknown } = settleViewings([open], server, NOW);
  const end = ended.map(({ reason, at }) => `${reason} ${(NOW.getTime() - at.getTime()) / 1000} s ago`);
  return { carried: carried.flatMap(({ items }) => items.map(({ id }) => id)), end, kick, unknown };
};

describe('a recorded session is found at the media server', () => {
  it.each<[string, Partial<OpenViewing>, Partial<SessionItem>]>([
    ['by its jti as user (≥ v1.17.1)', { mediaIds: [] }, { id: 'other', user: 'jti-1' }],
    ['by the id that the hook was told', {}, {}],
    ['by the id of an RTSP connection (≤ v1.19.2)', {}, { kind: 'rtsp', id: 'x', connections: ['hook-id'] }],
  ])('%s', (_, open, session) => {
    const { carried, end, unknown } = settle(viewing(open), listed([item(session)]));
    expect({ carried: carried.length, end, unknown }).toEqual({ carried: 1, end: [], unknown: [] });
  });

  it('twice, where HLS goes beside WebRTC', () => {
    const beside = item({ kind: 'hls', id: 'h1', user: 'jti-1' });
    expect(settle(viewing(), listed([item({ user: 'jti-1' }), beside])).carried).toEqual(['hook-id', 'h1']);
  });

  it('never as a publisher', () => {
    const { carried, unknown } = settle(viewing(), listed([item({ state: 'publish' })]));
    expect({ carried, unknown }).toEqual({ carried: [], unknown: [] });
  });
});

describe('a session that is in no list', () => {
  const unlisted = { wasListed: false };
  it.each<[string, Partial<OpenViewing>, ListedSessions, string[]]>([
    ['and was, has left', {}, listed([]), ['left 0 s ago']],
    ['yet, may still come', { ...unlisted, seenAt: ago(3) }, listed([]), []],
    ['never began after a while', { ...unlisted, seenAt: ago(5) }, listed([]), ['never-began 5 s ago']],
    [
      'went with the media server’s restart',
      { seenAt: ago(9) },
      listed([], NEW_RELEASE, ago(4)),
      ['media-server-restarted 9 s ago'],
    ],
    ['began after the restart', { seenAt: ago(1) }, listed([], NEW_RELEASE, ago(4)), ['left 0 s ago']],
    [
      'goes on while segments of HLS are asked for (≤ v1.17.1)',
      { ...unlisted, protocol: 'hls', seenAt: ago(29) },
      listed([], OLD_RELEASE),
      [],
    ],
    [
      'has left when none was asked for (≤ v1.17.1)',
      { ...unlisted, protocol: 'hls', seenAt: ago(31) },
      listed([], OLD_RELEASE),
      ['left 31 s ago'],
    ],
    [
      'never began when only the index was asked for (≤ v1.17.1)',
      { ...unlisted, protocol: 'hls', beganAt: ago(31), seenAt: ago(31) },
      listed([], OLD_RELEASE),
      ['never-began 31 s ago'],
    ],
  ])('%s', (_, open, server, end) => {
    expect(settle(viewing(open), server).end).toEqual(end);
  });
});

describe('a revoked session', () => {
  const revoked = { cause: 'ended-by-owner', at: ago(1), by: 3 } as const;

  it('is disconnected, whatever carries it, and has not ended while it is still there', () => {
    const items = [item({ user: 'jti-1' }), item({ kind: 'hls', id: 'h1', user: 'jti-1' })];
    const { kick, end, carried } = settle(viewing({ revoked }), listed(items));
    expect({ kick, end, carried }).toEqual({ kick: items, end: [], carried: [] });
  });

  it('has ended when it is gone, for its reason', () => {
    expect(settle(viewing({ revoked }), listed([])).end).toEqual(['ended-by-owner 1 s ago']);
  });

  it('has ended at once where HLS has no list: the hook refuses its next segment', () => {
    const open = viewing({ revoked, protocol: 'hls', wasListed: false });
    expect(settle(open, listed([], OLD_RELEASE)).end).toEqual(['ended-by-owner 1 s ago']);
  });
});

describe('a reader that nobody recorded', () => {
  it('is told of once whoever admitted it has had time to write', () => {
    const stranger = item({ id: 'stranger', created: ago(11) });
    const fresh = item({ id: 'fresh', created: ago(2) });
    const { unknown } = settleViewings([], listed([stranger, fresh]), NOW);
    expect(unknown).toEqual([stranger]);
  });
});
