import { isEdge } from './is-edge';

const EDGES = new Map([['edge-7', '10.0.0.7']]);

it.each([
  ['the user name', { kind: 'rtsp', user: 'edge-7', remoteAddr: '192.0.2.1:5' }, true],
  ['another user from its address', { kind: 'rtsp', user: 'b1c2', remoteAddr: '10.0.0.7:5' }, false],
  ['its address, where no user is listed', { kind: 'rtsp', user: '', remoteAddr: '10.0.0.7:40000' }, true],
  [
    'its address as IPv4-mapped IPv6',
    { kind: 'rtsp', user: '', remoteAddr: '[::ffff:10.0.0.7]:40000' },
    true,
  ],
  ['another address', { kind: 'rtsp', user: '', remoteAddr: '10.0.0.77:40000' }, false],
  ['WebRTC from its address', { kind: 'webrtc', user: '', remoteAddr: '10.0.0.7:5' }, false],
] as const)('recognizes an edge by %s', (_, session, expected) => {
  expect(isEdge(session, EDGES)).toBe(expected);
});
