import { type BegunSession } from '../admission/admit-session';
import { UnwrittenSessions } from './unwritten-sessions';

const AT = new Date('2026-01-01T00:00:00Z');
const request = (change: { protocol?: string; id?: string | null } = {}) => ({
  ip: '10.0.0.1',
  password: 'secret-jwt',
  token: 'secret-jwt',
  action: 'read' as const,
  path: 'workshop-1/pit-1',
  protocol: 'webrtc',
  id: 's1',
  query: 'token=secret-jwt',
  userAgent: '',
  ...change,
});
const session = (jti: string): BegunSession => ({
  claims: {
    iss: 'ppf-monitoring',
    aud: 'mediamtx',
    sub: 'user:7',
    typ: 'stream',
    jti,
    iat: 0,
    nbf: 0,
    exp: 60,
    path: 'workshop-1/pit-1',
    act: 'read',
  },
  pitId: 1,
  workshopId: 2,
  replaces: null,
});

describe('UnwrittenSessions', () => {
  it('returns every viewing session once, without its token', () => {
    const unwritten = new UnwrittenSessions();
    unwritten.add(request(), session('jti-1'), AT);
    const taken = unwritten.takeBegun();
    expect(taken).toEqual([
      {
        at: AT,
        sub: 'user:7',
        jti: 'jti-1',
        iat: 0,
        pitId: 1,
        workshopId: 2,
        path: 'workshop-1/pit-1',
        protocol: 'webrtc',
        address: '10.0.0.1',
        userAgent: '',
        sessionId: 's1',
        edgeId: null,
        replaces: null,
      },
    ]);
    expect(unwritten.takeBegun()).toEqual([]);
    expect(JSON.stringify(taken)).not.toContain('secret-jwt');
  });

  it('drops the oldest viewing sessions while none are taken', () => {
    const unwritten = new UnwrittenSessions();
    for (let index = 0; index < 50_000; index += 1) unwritten.add(request(), session(`jti-${index}`), AT);
    const taken = unwritten.takeBegun();
    expect(taken.length).toBeGreaterThanOrEqual(5000);
    expect(taken.length).toBeLessThanOrEqual(10_000);
    expect(taken.at(-1)?.jti).toBe('jti-49999');
  });

  it('returns the activity of a viewing session once, with the ids since the last call', () => {
    const unwritten = new UnwrittenSessions();
    const later = new Date(AT.getTime() + 1000);
    unwritten.addActivity(request({ protocol: 'hls', id: 'h1' }), 'jti-1', AT);
    unwritten.addActivity(request({ protocol: 'hls', id: null }), 'jti-1', AT);
    unwritten.addActivity(request({ protocol: 'hls', id: 'h2' }), 'jti-1', later);
    expect(unwritten.takeActivity()).toEqual([
      { jti: 'jti-1', at: later, protocol: 'hls', ids: ['h1', 'h2'] },
    ]);
    expect(unwritten.takeActivity()).toEqual([]);
  });

  it('keeps only the newest ids of a viewing session', () => {
    const unwritten = new UnwrittenSessions();
    for (let id = 0; id < 100; id += 1) unwritten.addActivity(request({ id: `h${id}` }), 'jti-1', AT);
    const [{ ids } = { ids: [] }] = unwritten.takeActivity();
    expect(ids).toHaveLength(8);
    expect(ids.at(-1)).toBe('h99');
  });
});
