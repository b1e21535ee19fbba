import { type AuthRequest } from '@ppf/mediamtx';
import { AccessIndex } from '../../access-index/access-index';
import { decideMediaAccess } from './decide-media-access';
import {
  NOW,
  PULL,
  PUSH,
  PAUSED,
  DOUBLE,
  TRANSCODED,
  ELSEWHERE,
  EDGE_PASSWORD,
  hookContext,
  request,
  type Outcome,
  decide,
} from './testing/hook-fixture';

describe('an edge', () => {
  const pull = { user: 'edge-7', password: EDGE_PASSWORD, protocol: 'rtsp', ip: '10.0.0.7' };
  it.each<[string, Partial<AuthRequest>, Outcome]>([
    ['a stream of its origin', pull, 'allow'],
    ['again with the same credential', { ...pull, id: 's2' }, 'allow'],
    ['as ≥ v1.18.0 sends it', { ...pull, token: EDGE_PASSWORD }, 'allow'],
    ['the second stream', { ...pull, path: `${DOUBLE}/sub` }, 'allow'],
    ['its address as IPv4 in IPv6', { ...pull, ip: '::ffff:10.0.0.7' }, 'allow'],
    ['a second stream that does not exist', { ...pull, path: `${PULL}/sub` }, 'no-such-stream'],
    ['a camera’s own video', { ...pull, path: `${TRANSCODED}/raw` }, 'not-for-viewers'],
    ['a paused camera', { ...pull, path: PAUSED }, 'camera-paused'],
    ['a path of no pit', { ...pull, path: 'workshop-1/pit-99' }, 'no-such-pit'],
    ['a workshop of another media server', { ...pull, path: ELSEWHERE }, 'not-of-its-origin'],
    ['another address', { ...pull, ip: '10.0.0.8' }, 'edge-elsewhere'],
    ['over WebRTC', { ...pull, protocol: 'webrtc' }, 'edge-elsewhere'],
    ['another password', { ...pull, password: 'x'.repeat(43) }, 'wrong-edge-credential'],
    ['an edge that was removed', { ...pull, user: 'edge-8' }, 'no-such-edge'],
    ['a user name without a number', { ...pull, user: 'edge-' }, 'no-such-edge'],
    ['publishing', { ...pull, action: 'publish', path: PUSH }, 'wrong-publish-key'],
    ['the control API', { ...pull, action: 'api', path: '' }, 'not-our-service'],
    ['recordings', { ...pull, action: 'playback' }, 'token-malformed'],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toBe(expected);
  });

  it('has no viewing session and no limit', () => {
    const context = hookContext({ check: () => 'pit-viewers-full' });
    expect(decideMediaAccess(request(pull), context, NOW)).toEqual({ allow: true, session: null });
    expect(context.uses.size).toBe(0);
  });

  it('is denied before the index is loaded', () => {
    expect(decide(pull, { ...hookContext(), index: new AccessIndex() })).toBe('not-loaded');
  });
});
