import { IceServer } from '@ppf/contracts';
import { integer, secret, toggle } from './kinds-of-setting';
import { concern, setting, SettingFault } from './setting';
import { privateStreamKey, publicStreamKey } from './stream-key.setting';

/** Stream tokens and viewing sessions. */
export class StreamsConfig extends concern('Streams', {
  tokenSecret: secret('STREAM_TOKEN_SECRET', {
    bytes: 32,
    about: 'Signs stream tokens (HS256), at least 32 bytes. Must differ from ACCESS_TOKEN_SECRET.',
  }),
  previousTokenSecret: secret('STREAM_TOKEN_SECRET_PREVIOUS', {
    bytes: 32,
    optional: true,
    about: 'The previous secret during a rotation: tokens signed with it are still accepted.',
  }),
  tokenKey: privateStreamKey('STREAM_TOKEN_KEY', {
    about:
      'Signs stream tokens if MEDIAMTX_AUTH is jwt, and is then required: a private key, Ed25519 (EdDSA) or P-256 (ES256), as PEM or JWK. The same in all replicas.',
  }),
  previousTokenKey: publicStreamKey('STREAM_TOKEN_KEY_PREVIOUS', {
    about:
      'Another key whose tokens are accepted during a rotation: the previous or the next key. Its public part is sufficient, as PEM or JWK.',
  }),
  tokenTtlSeconds: integer('STREAM_TOKEN_TTL_SECONDS', {
    default: '60',
    min: 5,
    max: 3600,
    about: 'Lifetime of a stream token, 5 to 3600 s. Sessions that started before its expiry continue.',
  }),
  leaseSeconds: integer('STREAM_LEASE_SECONDS', {
    default: '60',
    min: 10,
    max: 3600,
    about:
      'Seconds that a viewing session continues without a renewal, 10 to 3600; it is ended 10 s later. Players renew three times as often.',
  }),
  unrenewedSeconds: integer('STREAM_UNRENEWED_SECONDS', {
    default: '14400',
    min: 10,
    max: 604_800,
    about:
      'Seconds after which a viewing session that was never renewed (VLC, ffmpeg, third-party players) is ended, 10 s to a week.',
  }),
  maxViewersPerPit: integer('STREAM_MAX_VIEWERS_PER_PIT', {
    default: '100',
    min: 1,
    max: 100_000,
    about: 'Viewing sessions of one pit in parallel.',
  }),
  maxViewersPerWorkshop: integer('STREAM_MAX_VIEWERS_PER_WORKSHOP', {
    default: '1000',
    min: 1,
    max: 100_000,
    about: 'Viewing sessions of all pits of one workshop in parallel.',
  }),
  maxSessionsPerViewer: integer('STREAM_MAX_SESSIONS_PER_VIEWER', {
    default: '100',
    min: 1,
    max: 100_000,
    about: 'Viewing sessions of one user in parallel. A wall of pits has one for each pit in view.',
  }),
  keepSessionsDays: integer('STREAM_KEEP_SESSIONS_DAYS', {
    default: '400',
    min: 1,
    max: 36_500,
    about: 'Days that ended viewing sessions are kept.',
  }),
  instantPicture: toggle('STREAM_INSTANT_PICTURE', {
    default: 'true',
    about:
      'true: viewers see the picture by low-latency HLS until WebRTC has its key frame, where the media server (v1.18.0 or later) keeps it ready: `hlsVariant: lowLatency` and `hlsAlwaysRemux: yes`.',
  }),
  iceServers: setting<IceServer[]>('STREAM_ICE_SERVERS', {
    default: '[]',
    // It contains TURN credentials.
    secret: true,
    about:
      'STUN and TURN servers for viewers, a JSON list like `[{"urls":["turn:turn.example.org"],"username":"u","credential":"p"}]`.',
    parse: parseIceServers,
  }),
}) {}

function parseIceServers(text: string): IceServer[] {
  const wrong = new SettingFault(
    'must be a JSON list of {"urls": ["stun:… or turn:…"], "username"?, "credential"?}',
  );
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw wrong;
  }
  if (!Array.isArray(list)) throw wrong;
  return list.map((entry: unknown) => {
    const { urls, username, credential } = (entry ?? {}) as Record<string, unknown>;
    const valid =
      Array.isArray(urls) &&
      urls.length > 0 &&
      urls.every((one) => /^(stuns?|turns?):\S+$/.test(String(one)));
    if (!valid || !isTextOrAbsent(username) || !isTextOrAbsent(credential)) throw wrong;
    return {
      urls: urls.map(String),
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    };
  });
}

function isTextOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}
