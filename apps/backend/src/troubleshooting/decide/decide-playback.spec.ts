import { itNames, NO_WHEP, PLAYING, sees, WELL, WHEP } from '../../testing/pit-scenarios';

describe('decideWebrtc and decideBrowser', () => {
  itNames([
    [
      'a closed WebRTC port',
      { whep: NO_WHEP, ...sees({ trouble: 'server-unreachable' }) },
      'webrtc-port-closed',
      'webrtc',
    ],
    [
      'a wrong prefix at the proxy',
      { whep: { ...WHEP, withToken: 404, withoutToken: 404, corsAllows: false }, ...sees({}) },
      'webrtc-address-wrong',
      'webrtc',
    ],
    [
      'a prefix that the proxy passes on, which is a path that MediaMTX does not know',
      { whep: { ...WHEP, withToken: 500, withoutToken: 500 }, ...sees({}) },
      'webrtc-address-wrong',
      'webrtc',
    ],
    [
      'a proxy that does not reach MediaMTX',
      { whep: { ...WHEP, withToken: 502, withoutToken: 502, corsAllows: false }, ...sees({}) },
      'proxy-cannot-reach-server',
      'webrtc',
    ],
    [
      'CORS',
      { whep: { ...WHEP, corsAllows: false }, ...sees({ trouble: 'server-unreachable' }) },
      'cors-refused',
      'webrtc',
    ],
    [
      'media without TLS',
      { addresses: { ...WELL.addresses, mediaIsHttps: false }, ...sees({}) },
      'media-not-https',
      'webrtc',
    ],
    [
      'MEDIAMTX_HOST left at localhost',
      { addresses: { ...WELL.addresses, mediaIsLoopback: true, mediaIsPublic: false }, ...sees({}) },
      'media-host-is-loopback',
      'webrtc',
    ],
    [
      'blocked UDP',
      { ...sees({ webrtc: 'no-connection', candidates: ['public'] }) },
      'udp-blocked',
      'webrtc',
    ],
    [
      'candidates that no viewer can reach',
      { ...sees({ webrtc: 'no-connection', candidates: ['private'] }) },
      'ice-hosts-missing',
      'webrtc',
    ],
    [
      'a browser that is kept from the media server',
      sees({ trouble: 'server-unreachable', webrtc: 'server-unreachable' }),
      'browser-cannot-reach-media',
      'webrtc',
    ],

    [
      'the limit of a pit',
      sees({ state: 'denied', trouble: 'pit-viewers-full' }),
      'pit-viewers-full',
      'browser',
    ],
    ['a lease that ended', sees({ state: 'denied', ended: 'lease-ended' }), 'lease-ended', 'browser'],
    ['a view that was ended', sees({ state: 'denied', ended: 'ended-by-owner' }), 'viewing-ended', 'browser'],
    ['a refused token', sees({ state: 'denied', trouble: 'refused' }), 'token-refused', 'browser'],
    [
      'a codec that this browser lacks',
      sees({ state: 'unsupported', codec: 'H264' }),
      'browser-codec',
      'browser',
    ],
    ['video that is not decoded', sees({ webrtc: 'no-frames' }), 'nothing-decoded', 'browser'],
    [
      'a lag of more than 3 s',
      { player: { findings: { ...PLAYING, latency_ms: 4200 }, clockAheadMs: 0, ageMs: 300 } },
      'lag',
      'browser',
    ],
    [
      'a device’s wrong clock',
      { player: { findings: PLAYING, clockAheadMs: -7_200_000, ageMs: 300 } },
      'browser-clock',
      'browser',
    ],
  ]);
});
