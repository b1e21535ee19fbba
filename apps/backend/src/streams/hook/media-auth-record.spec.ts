import { type AuthRequest } from '@ppf/mediamtx';
import { type AdmittedSession } from './decide-media-access';
import { MediaAuthRecord } from './media-auth-record';

const AT = new Date('2026-01-01T00:00:00Z');
const request = (change: Partial<AuthRequest> = {}): AuthRequest => ({
  ip: '10.0.0.1',
  user: 'jti-1',
  password: 'secret-jwt',
  token: 'secret-jwt',
  action: 'read',
  path: 'workshop-1/pit-1',
  protocol: 'webrtc',
  id: 's1',
  query: 'token=secret-jwt',
  userAgent: '',
  ...change,
});
const session = (jti: string): AdmittedSession => ({
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
  use: { protocols: ['webrtc'], address: '10.0.0.1', ids: ['s1'] },
  isNew: true,
});

describe('MediaAuthRecord', () => {
  it('hands every admission over once, without its token', () => {
    const record = new MediaAuthRecord();
    record.admitted(request(), session('jti-1'), AT);
    const taken = record.takeAdmissions();
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
    expect(record.takeAdmissions()).toEqual([]);
    expect(JSON.stringify(taken)).not.toContain('secret-jwt');
  });

  it('drops the oldest admissions when nobody takes them', () => {
    const record = new MediaAuthRecord();
    for (let index = 0; index < 50_000; index += 1) record.admitted(request(), session(`jti-${index}`), AT);
    const taken = record.takeAdmissions();
    expect(taken.length).toBeGreaterThanOrEqual(5000);
    expect(taken.length).toBeLessThanOrEqual(10_000);
    expect(taken.at(-1)?.jti).toBe('jti-49999');
  });

  it('hands over once that a session went on, with the ids that it showed since', () => {
    const record = new MediaAuthRecord();
    const later = new Date(AT.getTime() + 1000);
    record.goesOn(request({ protocol: 'hls', id: 'h1' }), 'jti-1', AT);
    record.goesOn(request({ protocol: 'hls', id: null }), 'jti-1', AT);
    record.goesOn(request({ protocol: 'hls', id: 'h2' }), 'jti-1', later);
    expect(record.takeActivity()).toEqual([{ jti: 'jti-1', at: later, protocol: 'hls', ids: ['h1', 'h2'] }]);
    expect(record.takeActivity()).toEqual([]);
  });

  it('keeps the newest ids only of a session that shows one after the other', () => {
    const record = new MediaAuthRecord();
    for (let id = 0; id < 100; id += 1) record.goesOn(request({ id: `h${id}` }), 'jti-1', AT);
    const [{ ids } = { ids: [] }] = record.takeActivity();
    expect(ids).toHaveLength(8);
    expect(ids.at(-1)).toBe('h99');
  });

  it('keeps the last refusal of a pit’s path, of no other, and of so many paths only', () => {
    const record = new MediaAuthRecord();
    record.denied(request({ path: 'nowhere' }), 'no-such-pit', false, AT);
    expect(record.lastDenialOn('nowhere', 'read')).toBeUndefined();
    for (let pit = 1; pit <= 3000; pit += 1) {
      record.denied(request({ path: `workshop-1/pit-${pit}` }), 'token-spent', true, AT);
    }
    expect(record.lastDenialOn('workshop-1/pit-1', 'read')).toBeUndefined();
    expect(record.lastDenialOn('workshop-1/pit-2001', 'read')).toEqual({
      at: AT,
      reason: 'token-spent',
      action: 'read',
      protocol: 'webrtc',
      address: '10.0.0.1',
    });
  });
});
