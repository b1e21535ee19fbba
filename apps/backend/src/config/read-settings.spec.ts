import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TEST_ENVIRONMENT } from '../testing/test-environment';
import { AuthConfig, SealingConfig } from './auth.config';
import { readBackendConfig, SECRET_NAMES, settingsOf } from './backend-config';
import { CamerasConfig } from './cameras.config';
import { HttpConfig } from './http.config';
import { MediamtxConfig } from './mediamtx.config';
import { readEnvironment } from './read-environment';
import { ConfigFaults } from './read-settings';
import type { Environment } from './setting';
import { StreamsConfig } from './streams.config';

const pem = { type: 'pkcs8', format: 'pem' } as const;
const [ed25519, p256, p384, rsa] = [
  generateKeyPairSync('ed25519'),
  generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
];
const KEYS = {
  ed25519: ed25519.privateKey.export(pem).toString(),
  jwk: JSON.stringify(ed25519.privateKey.export({ format: 'jwk' })),
  public: ed25519.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  encrypted: ed25519.privateKey.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'hunter2' }).toString(),
  p256: p256.privateKey.export(pem).toString(),
  p384: p384.privateKey.export(pem).toString(),
  rsa: rsa.privateKey.export(pem).toString(),
};

function faultsOf(environment: Environment): readonly string[] {
  try {
    readBackendConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
}

describe('the configuration', () => {
  it('starts with the settings of the tests, and has a default for all others', () => {
    const config = readBackendConfig(TEST_ENVIRONMENT);
    expect(settingsOf(config, HttpConfig)).toEqual({
      port: 3000,
      host: '127.0.0.1',
      hookPort: 0,
      requestsPerAddress: 300,
      requestsPerUser: 100,
      publicUrl: 'http://localhost:3000',
      trustedProxies: ['loopback'],
      dashboardDirectory: null,
    });
    expect(settingsOf(config, StreamsConfig)).toMatchObject({
      tokenTtlSeconds: 60,
      leaseSeconds: 60,
      iceServers: [],
    });
    expect(settingsOf(config, AuthConfig)).toMatchObject({ accessTokenTtlSeconds: 900, adminEmail: null });
  });

  it.each([
    ['3000', '4000'],
    ['', '4000'],
    ['65000', '64000'],
  ])('has the auth hook beside the API: port %s, %s', (PORT, hookPort) => {
    const config = readBackendConfig({ ...TEST_ENVIRONMENT, PORT, HOOK_PORT: undefined });
    expect(settingsOf(config, HttpConfig).hookPort).toBe(Number(hookPort));
  });

  it('derives the addresses of MediaMTX from its host and ports', () => {
    const config = readBackendConfig({
      ...TEST_ENVIRONMENT,
      MEDIAMTX_HOST: 'media.example.org',
      MEDIAMTX_HLS_PORT: '18888',
      MEDIAMTX_WEBRTC_URL: 'https://media.example.org/webrtc/',
    });
    expect(settingsOf(config, MediamtxConfig)).toMatchObject({
      apiUrl: 'http://media.example.org:9997',
      hlsUrl: 'http://media.example.org:18888',
      rtspUrl: 'rtsp://media.example.org:8554',
      webrtcUrl: 'https://media.example.org/webrtc',
    });
  });

  it('reports every fault together', () => {
    const faults = faultsOf({
      NODE_ENV: 'production',
      PORT: '70000',
      MEDIAMTX_SIMULATED: 'true',
      STREAM_TOKEN_SECRET: 'short',
      ADMIN_EMAIL: 'a@b.c',
    });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'ACCESS_TOKEN_SECRET',
      'ADMIN_EMAIL',
      'DATABASE_URL',
      'MEDIAMTX_HOOK_SECRET',
      'MEDIAMTX_SIMULATED',
      'PORT',
      'SEALING_KEY',
      'STREAM_TOKEN_SECRET',
    ]);
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['NODE_ENV', 'prod'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'localhost:3000'],
    ['PUBLIC_URL', 'ftp://example.org'],
    ['PUBLIC_URL', 'https://user:pass@example.org'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'postgres://localhost'],
    ['TRUSTED_PROXIES', 'everyone'],
    ['TRUSTED_PROXIES', '10.0.0.0/8, proxy.example.org'],
    ['ACCESS_TOKEN_SECRET', 'x'.repeat(31)],
    ['SEALING_KEY', Buffer.alloc(31).toString('base64')],
    ['SEALING_KEY', 'not base64, not base64, not base64!!'],
    ['MEDIAMTX_SIMULATED', 'yes'],
    ['STREAM_TOKEN_TTL_SECONDS', '4'],
    ['STREAM_ICE_SERVERS', 'stun:stun.example.org'],
    ['STREAM_ICE_SERVERS', '[{"urls":["http://example.org"]}]'],
    ['STREAM_ICE_SERVERS', '[null]'],
    ['CAMERA_NETWORKS', '10.0.0.0/33'],
    ['CAMERA_NETWORKS', '10.0.0.0/8, everywhere'],
    ['ADMIN_PASSWORD', 'too short'],
    ['MEDIAMTX_AUTH', 'internal'],
    ['STREAM_TOKEN_KEY', 'no key'],
    ['STREAM_TOKEN_KEY', KEYS.rsa],
    ['STREAM_TOKEN_KEY', KEYS.p384],
    ['STREAM_TOKEN_KEY', KEYS.public],
    ['STREAM_TOKEN_KEY', KEYS.encrypted],
    ['STREAM_TOKEN_KEY', '{"kty":"OKP"}'],
    ['STREAM_TOKEN_KEY_PREVIOUS', 'no key'],
  ])('refuses %s=%s', (name, value) => {
    const faults = faultsOf({ ...TEST_ENVIRONMENT, [name]: value });
    expect(faults.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1);
  });

  it.each([
    'ACCESS_TOKEN_SECRET',
    'STREAM_TOKEN_SECRET',
    'SEALING_KEY',
    'MEDIAMTX_HOOK_SECRET',
    'ADMIN_PASSWORD',
    'STREAM_TOKEN_KEY',
    'STREAM_TOKEN_KEY_PREVIOUS',
  ])('reports %s without repeating its value', (name) => {
    const faults = faultsOf({ ...TEST_ENVIRONMENT, [name]: 'hunter2' });
    expect(faults.join()).toContain(name);
    expect(faults.join()).not.toContain('hunter2');
  });

  it('reports an address that is derived from a faulty host', () => {
    expect(faultsOf({ ...TEST_ENVIRONMENT, MEDIAMTX_HOST: 'not a host' }).join()).toMatch(/MEDIAMTX_API_URL/);
  });

  it('refuses one secret for two kinds of token', () => {
    const same = TEST_ENVIRONMENT['ACCESS_TOKEN_SECRET'];
    expect(faultsOf({ ...TEST_ENVIRONMENT, STREAM_TOKEN_SECRET: same })).toEqual([
      'STREAM_TOKEN_SECRET must differ from ACCESS_TOKEN_SECRET.',
    ]);
  });

  it('takes an empty variable for an absent one', () => {
    expect(faultsOf({ ...TEST_ENVIRONMENT, PORT: '', STREAM_TOKEN_SECRET_PREVIOUS: '' })).toEqual([]);
    expect(faultsOf({ ...TEST_ENVIRONMENT, SEALING_KEY: '' })).toHaveLength(1);
  });

  it('reads ICE servers', () => {
    const servers = [
      { urls: ['turn:turn.example.org'], username: 'u', credential: 'c' },
      { urls: ['stun:s.example.org'] },
    ];
    const config = readBackendConfig({ ...TEST_ENVIRONMENT, STREAM_ICE_SERVERS: JSON.stringify(servers) });
    expect(settingsOf(config, StreamsConfig).iceServers).toEqual(servers);
  });
});

describe('STREAM_TOKEN_KEY', () => {
  const read = (environment: Environment) =>
    settingsOf(readBackendConfig({ ...TEST_ENVIRONMENT, ...environment }), StreamsConfig);

  it.each([
    ['an Ed25519 key as PEM', KEYS.ed25519, 'ed25519'],
    ['one in a line, as environment files write it', KEYS.ed25519.replaceAll('\n', '\\n'), 'ed25519'],
    ['one as JWK', KEYS.jwk, 'ed25519'],
    ['a P-256 key', KEYS.p256, 'ec'],
  ])('takes %s', (_, text, type) => {
    const { tokenKey } = read({ MEDIAMTX_AUTH: 'jwt', STREAM_TOKEN_KEY: text });
    expect([tokenKey?.type, tokenKey?.asymmetricKeyType]).toEqual(['private', type]);
  });

  it.each([
    ['the public part', KEYS.public],
    ['the whole key', KEYS.ed25519],
    ['the whole key as JWK', KEYS.jwk],
  ])('keeps the public part of the previous one, of %s', (_, text) => {
    expect(read({ STREAM_TOKEN_KEY_PREVIOUS: text }).previousTokenKey?.type).toBe('public');
  });

  it('is missing in JWT mode only', () => {
    expect(read({ MEDIAMTX_AUTH: 'http' }).tokenKey).toBeNull();
    expect(faultsOf({ ...TEST_ENVIRONMENT, MEDIAMTX_AUTH: 'jwt' })).toEqual([
      'STREAM_TOKEN_KEY is missing, and MEDIAMTX_AUTH=jwt requires it: `openssl genpkey -algorithm ed25519` generates one.',
    ]);
  });

  it('is reported without a line of it', () => {
    const body = KEYS.rsa.split('\n')[1] ?? '';
    const faults = faultsOf({ ...TEST_ENVIRONMENT, STREAM_TOKEN_KEY: KEYS.rsa }).join();
    expect(faults).toBe('STREAM_TOKEN_KEY must be an Ed25519 or a P-256 key.');
    expect(faults).not.toContain(body);
  });
});

describe('CAMERA_NETWORKS', () => {
  it.each([
    [undefined, ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'], false],
    ['192.168.7.0/24', ['192.168.7.0/24'], false],
    ['public', [], true],
    ['192.168.7.0/24, public', ['192.168.7.0/24'], true],
  ])('reads %s', (text, allow, allowPublic) => {
    const config = readBackendConfig({ ...TEST_ENVIRONMENT, CAMERA_NETWORKS: text });
    expect(settingsOf(config, CamerasConfig).networks).toEqual({ allow, allowPublic });
  });
});

describe('readEnvironment', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'ppf-env-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('adds settings from .env, which never override the environment', () => {
    writeFileSync(path.join(directory, '.env'), 'PORT=4000\nHOST="0.0.0.0"\n');
    expect(readEnvironment(directory, [], { PORT: '5000' })).toEqual({ PORT: '5000', HOST: '0.0.0.0' });
  });

  it('reads a secret from the file that NAME_FILE names, without its line break', () => {
    const file = path.join(directory, 'key');
    const key = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(file, `${key}\n`);
    const environment = readEnvironment(directory, SECRET_NAMES, {
      ...TEST_ENVIRONMENT,
      SEALING_KEY: undefined,
      SEALING_KEY_FILE: file,
    });
    expect(settingsOf(readBackendConfig(environment), SealingConfig).key).toEqual(Buffer.alloc(32, 7));
  });

  it('reports a file that cannot be read, and a secret that is set twice', () => {
    const read = () =>
      readEnvironment(directory, SECRET_NAMES, {
        SEALING_KEY_FILE: path.join(directory, 'absent'),
        DATABASE_URL: 'postgres://a/b',
        DATABASE_URL_FILE: '/x',
      });
    expect(read).toThrow(/DATABASE_URL and DATABASE_URL_FILE are both set.*\n.*SEALING_KEY_FILE.*ENOENT/);
  });
});
