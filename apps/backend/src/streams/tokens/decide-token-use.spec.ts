import { type AuthRequest } from '@ppf/mediamtx';
import { decideTokenUse, type StreamTokenUse } from './decide-token-use';

type Step = [Partial<AuthRequest>, 'admitted' | 'free' | 'token-spent' | 'protocol-not-served'];
const A = '10.0.0.1';
const B = '10.0.0.2';
const webrtc = (id: string | null, ip = A) => ({ protocol: 'webrtc', id, ip });
const rtsp = (id: string | null, ip = A) => ({ protocol: 'rtsp', id, ip });
const hls = (id: string | null, ip = A) => ({ protocol: 'hls', id, ip });

/** Requests with one token, in order. */
const SEQUENCES: [string, Step[]][] = [
  [
    'WHEP: OPTIONS are free, the first POST binds the token, another POST is denied',
    [
      [webrtc(null), 'free'],
      [webrtc('s1'), 'admitted'],
      [webrtc(null), 'free'],
      [webrtc('s2'), 'token-spent'],
      [webrtc('s1'), 'admitted'],
    ],
  ],
  [
    'WHEP: OPTIONS do not bind the token',
    [
      [webrtc(null), 'free'],
      [hls(null), 'admitted'],
    ],
  ],
  [
    'WHEP: the page and OPTIONS may be requested repeatedly',
    [
      [webrtc(null), 'free'],
      [webrtc(null, B), 'free'],
    ],
  ],
  [
    'RTSP up to v1.19.2: DESCRIBE and every SETUP have the connection’s id',
    [
      [rtsp('c1'), 'admitted'],
      [rtsp('c1'), 'admitted'],
      [rtsp('c1'), 'admitted'],
    ],
  ],
  [
    'RTSP from v1.19.3: DESCRIBE with the connection’s, SETUP with the session’s id, a fourth id is denied (rtspsrc of GStreamer 1.22.0 has three)',
    [
      [rtsp('c1'), 'admitted'],
      [rtsp('s1'), 'admitted'],
      [rtsp('c1'), 'admitted'],
      [rtsp('s2'), 'admitted'],
      [rtsp('s3'), 'token-spent'],
    ],
  ],
  [
    'RTSP: another address is denied, with the same id too',
    [
      [rtsp('c1'), 'admitted'],
      [rtsp('c1', B), 'token-spent'],
    ],
  ],
  ['RTSP: a request without an id is denied', [[rtsp(null), 'protocol-not-served']]],
  [
    'HLS: segments without id (≤ v1.17.1) and index loads with new ids (≥ v1.18.0), one address',
    [
      [hls(null), 'admitted'],
      [hls(null), 'admitted'],
      [hls('i1'), 'admitted'],
      [hls('i2'), 'admitted'],
      [hls(null, B), 'token-spent'],
      [hls('i3', B), 'token-spent'],
    ],
  ],
  [
    'HLS beside WebRTC: one of each, from one address, whichever comes first',
    [
      [webrtc('s1'), 'admitted'],
      [hls('i1'), 'admitted'],
      [hls('i2'), 'admitted'],
      [webrtc('s1'), 'admitted'],
      [webrtc('s2'), 'token-spent'],
      [hls('i3', B), 'token-spent'],
    ],
  ],
  [
    'WebRTC beside HLS: OPTIONS are free, one POST from the same address binds',
    [
      [hls(null), 'admitted'],
      [webrtc(null), 'free'],
      [webrtc('s1', B), 'token-spent'],
      [webrtc('s1'), 'admitted'],
      [hls(null), 'admitted'],
      [webrtc('s2'), 'token-spent'],
      [hls(null, B), 'token-spent'],
    ],
  ],
  [
    'WebRTC and HLS beside each other: no other protocol is allowed',
    [
      [webrtc('s1'), 'admitted'],
      [hls('i1'), 'admitted'],
      [rtsp('c1'), 'token-spent'],
      [rtsp('s1'), 'token-spent'],
      [{ action: 'playback', protocol: '', id: null, ip: A }, 'token-spent'],
    ],
  ],
  [
    'a WHEP token opens no RTSP',
    [
      [webrtc('s1'), 'admitted'],
      [rtsp('c1'), 'token-spent'],
    ],
  ],
  [
    'an HLS token opens no RTSP',
    [
      [hls('i1'), 'admitted'],
      [rtsp('c1'), 'token-spent'],
    ],
  ],
  [
    'an RTSP token opens no WHEP, OPTIONS included',
    [
      [rtsp('c1'), 'admitted'],
      [webrtc('c1'), 'token-spent'],
      [webrtc(null), 'token-spent'],
    ],
  ],
  [
    'an RTSP token opens no HLS',
    [
      [rtsp('c1'), 'admitted'],
      [hls('i1'), 'token-spent'],
    ],
  ],
  [
    'playback: many requests from one address',
    [
      [{ action: 'playback', protocol: '', id: null, ip: A }, 'admitted'],
      [{ action: 'playback', protocol: '', id: null, ip: A }, 'admitted'],
      [{ action: 'playback', protocol: '', id: null, ip: B }, 'token-spent'],
      [webrtc('s1'), 'token-spent'],
      [hls('i1'), 'token-spent'],
    ],
  ],
  ...['rtmp', 'srt', 'moq', '', 'WebRTC', '__proto__'].map((protocol): [string, Step[]] => [
    `${JSON.stringify(protocol)} is not served`,
    [[{ protocol, id: 'x', ip: A }, 'protocol-not-served']],
  ]),
];

describe('decideTokenUse', () => {
  it.each(SEQUENCES)('%s', (_, steps) => {
    let use: StreamTokenUse | undefined;
    for (const [change, expected] of steps) {
      const next = decideTokenUse({ ...REQUEST, ...change }, use);
      expect(typeof next === 'string' ? next : 'admitted').toBe(expected);
      if (typeof next !== 'string') use = next;
    }
  });
});

const REQUEST: AuthRequest = {
  ip: A,
  user: '',
  password: '',
  token: '',
  action: 'read',
  path: 'workshop-1/pit-1',
  protocol: 'webrtc',
  id: null,
  query: '',
  userAgent: '',
};
