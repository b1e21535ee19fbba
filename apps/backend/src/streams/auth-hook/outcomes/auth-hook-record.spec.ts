import { type AuthRequest } from '@ppf/mediamtx';
import { AuthHookRecord } from './auth-hook-record';

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

describe('AuthHookRecord', () => {
  it('keeps the last denial on a pit’s path, of no other path, and for a bounded number of paths', () => {
    const record = new AuthHookRecord();
    record.addDenial(request({ path: 'nowhere' }), 'no-such-pit', false, AT);
    expect(record.lastDenialOn('nowhere', 'read')).toBeUndefined();
    for (let pit = 1; pit <= 3000; pit += 1) {
      record.addDenial(request({ path: `workshop-1/pit-${pit}` }), 'token-spent', true, AT);
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
