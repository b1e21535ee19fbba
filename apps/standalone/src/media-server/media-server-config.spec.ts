import { parse } from 'yaml';
import { mediaServerConfig, mediaServerEnvironment, type MediaServerWishes } from './media-server-config';

const wishes: MediaServerWishes = {
  version: 'v1.9.3',
  ports: { rtsp: 8554, webrtc: 8889, hls: 8888, api: 9997, webrtcMedia: 8189 },
  host: '127.0.0.1',
  publicHost: 'localhost',
  auth: 'http',
  backendPort: 3000,
  hookPort: 4000,
  hookSecret: 'hook-secret',
  instantPicture: true,
};
const configFor = (over: Partial<MediaServerWishes> = {}): Record<string, unknown> =>
  parse(mediaServerConfig({ ...wishes, ...over }));

/** Keys that v1.9.3 knows, of those that matter here (MediaMTX contract §3.1): any other one stops it. */
const KNOWN_TO_THE_OLDEST = [
  ...['logLevel', 'logDestinations', 'authMethod', 'authHTTPAddress', 'authHTTPExclude', 'api', 'apiAddress'],
  ...['rtsp', 'rtspAddress', 'protocols', 'rtmp', 'srt', 'webrtc', 'webrtcAddress', 'webrtcLocalUDPAddress'],
  ...[
    'webrtcLocalTCPAddress',
    'webrtcIPsFromInterfaces',
    'webrtcAdditionalHosts',
    'hls',
    'hlsAddress',
    'hlsVariant',
    'hlsAlwaysRemux',
  ],
  'paths',
];

describe('mediaServerConfig', () => {
  it('has only keys that the oldest release knows', () => {
    for (const version of ['v1.9.3', 'v1.21.1']) {
      expect(Object.keys(configFor({ version })).filter((key) => !KNOWN_TO_THE_OLDEST.includes(key))).toEqual(
        [],
      );
    }
  });

  it('calls the auth hook with the secret for everything except its own API', () => {
    const config = configFor({ hookSecret: 'a/b@c:d' });
    expect(config.authMethod).toBe('http');
    const address = new URL(String(config.authHTTPAddress));
    expect(address.pathname).toBe('/api/v1/streams/validate-token');
    expect([address.username, decodeURIComponent(address.password), address.host]).toEqual([
      'mediamtx',
      'a/b@c:d',
      '127.0.0.1:4000',
    ]);
    expect(config.authHTTPExclude).toEqual([{ action: 'api' }, { action: 'metrics' }, { action: 'pprof' }]);
  });

  it('validates tokens with the backend’s public keys in JWT mode, and contains no secret', () => {
    const config = configFor({ auth: 'jwt', version: 'v1.12.3', host: '0.0.0.0' });
    expect(config).toMatchObject({
      authMethod: 'jwt',
      authJWTJWKS: 'http://127.0.0.1:3000/api/v1/streams/jwks.json',
      authJWTClaimKey: 'mediamtx_permissions',
      authJWTExclude: [{ action: 'api' }, { action: 'metrics' }, { action: 'pprof' }],
    });
    expect(JSON.stringify(config)).not.toMatch(/hook-secret|authHTTP/);
    // Unknown to it before v1.17.0, and an unknown key stops it.
    expect(config).not.toHaveProperty('authJWTIssuer');
    expect(configFor({ auth: 'jwt', version: 'v1.17.0' })).toMatchObject({
      authJWTIssuer: 'ppf-monitoring',
      authJWTAudience: 'mediamtx',
    });
  });

  it.each(['127.0.0.1', 'localhost', '::1'])('opens loopback only where HOST is %s', (host) => {
    const config = configFor({ host });
    const addresses = Object.entries(config).filter(
      ([key]) => key.endsWith('Address') && key !== 'authHTTPAddress',
    );
    expect(addresses.length).toBe(6);
    for (const [, address] of addresses) expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(config.webrtcAdditionalHosts).toEqual(['127.0.0.1']);
    expect(config.webrtcIPsFromInterfaces).toBe(false);
  });

  it('listens on other addresses if HOST does, except for the API', () => {
    const config = configFor({ host: '0.0.0.0', publicHost: 'workshop.example' });
    expect(config).toMatchObject({
      apiAddress: '127.0.0.1:9997',
      webrtcAddress: ':8889',
      webrtcLocalUDPAddress: ':8189',
      hlsAddress: ':8888',
      rtspAddress: ':8554',
      webrtcIPsFromInterfaces: true,
      webrtcAdditionalHosts: ['workshop.example'],
    });
    expect(String(config.authHTTPAddress)).toContain('@127.0.0.1:4000/');
  });

  it.each([
    ['192.168.1.5', '@192.168.1.5:4000/'],
    ['fd00::5', '@[fd00::5]:4000/'],
    ['::', '@127.0.0.1:4000/'],
  ])('reaches the hook where the backend listens on %s', (host, expected) => {
    expect(String(configFor({ host }).authHTTPAddress)).toContain(expected);
  });

  it.each([
    ['v1.9.3', 'fmp4'],
    ['v1.17.1', 'fmp4'],
    ['v1.18.0', 'lowLatency'],
    ['v1.21.1', 'lowLatency'],
  ])('serves HLS to viewers of %s as %s', (version, variant) => {
    expect(configFor({ version }).hlsVariant).toBe(variant);
  });

  it.each([
    ['v1.17.1', true, false],
    ['v1.18.0', true, true],
    ['v1.21.1', true, true],
    ['v1.21.1', false, false],
  ])('lets %s keep the pictures ready where they are wanted (%s): %s', (version, instantPicture, kept) => {
    expect(configFor({ version, instantPicture }).hlsAlwaysRemux).toBe(kept);
  });

  it('allows publishing to paths of pits only', () => {
    const [pattern] = Object.keys(configFor().paths as object);
    const expression = new RegExp((pattern ?? '').slice(1));
    expect(expression.test('workshop-1/pit-12')).toBe(true);
    expect(
      ['workshop-1', 'xworkshop-1/pit-1', 'workshop-1/pit-1/x', 'a'].filter((name) => expression.test(name)),
    ).toEqual([]);
  });
});

describe('mediaServerEnvironment', () => {
  it('turns off MoQ and passes on no setting and no secret except the hook secret', () => {
    const given = {
      PATH: '/bin',
      HOME: '/home/x',
      MTX_API: 'no',
      RTSP_PROTOCOLS: 'udp',
      STREAM_TOKEN_SECRET: 'secret',
    };
    expect(mediaServerEnvironment(given, 'hook')).toEqual({
      PATH: '/bin',
      HOME: '/home/x',
      MTX_MOQ: 'no',
      MEDIAMTX_HOOK_SECRET: 'hook',
    });
    expect(mediaServerEnvironment({}, null)).toEqual({ MTX_MOQ: 'no' });
  });
});
