import { isAtLeast, parsePath } from '@ppf/mediamtx';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string' && !/\p{Cc}/u.test(value);
const isBoolean: Check = (value) => typeof value === 'boolean';
const isDuration: Check = (value) =>
  typeof value === 'string' && /^(\d{1,6}(\.\d{1,3})?(ms|s|m|h)){1,3}$/.test(value);
const isAddress: Check = (value) =>
  typeof value === 'string' && /^(\[[0-9a-fA-F:.]*\]|[A-Za-z0-9.-]*):\d{1,5}$/.test(value) && isPort(value);
const isAddressOrEmpty: Check = (value) => value === '' || isAddress(value);
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isNetworks: Check = (value) =>
  Array.isArray(value) &&
  value.every((each) => typeof each === 'string' && /^[0-9a-fA-F.:]+(\/\d{1,3})?$/.test(each));
const isHttpUrl: Check = (value) =>
  typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value);
const isActions: Check = (value) =>
  Array.isArray(value) && value.every((each) => isMapping(each) && Object.values(each).every(isText));
const isIceServers: Check = (value) =>
  Array.isArray(value) &&
  value.every(
    (each) => isMapping(each) && Object.values(each).every((part) => isText(part) || isBoolean(part)),
  );
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(String(value));
const someOf =
  (...values: readonly string[]): Check =>
  (value) =>
    Array.isArray(value) && value.every((each) => values.includes(String(each)));
const between =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

function isPort(address: string): boolean {
  const port = Number(address.slice(address.lastIndexOf(':') + 1));
  return port >= 1 && port <= 65_535;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Global keys that the operator's settings may have: those of v1.9.3 that a media server of this product needs (MediaMTX
 * contract §3). Without commands, so that no file that the agent writes runs anything but its own transcoders.
 */
const GLOBAL: Readonly<Record<string, Check>> = {
  logLevel: oneOf('error', 'warn', 'info', 'debug'),
  logDestinations: someOf('stdout', 'file', 'syslog'),
  logFile: isText,
  readTimeout: isDuration,
  writeTimeout: isDuration,
  writeQueueSize: (value) =>
    Number.isInteger(value) && Number(value) > 0 && (Number(value) & (Number(value) - 1)) === 0,
  udpMaxPayloadSize: between(200, 1472),
  authMethod: oneOf('http', 'jwt'),
  authHTTPAddress: isHttpUrl,
  authHTTPExclude: isActions,
  authJWTJWKS: isHttpUrl,
  authJWTClaimKey: isText,
  ...service('api'),
  ...service('metrics'),
  ...service('pprof'),
  ...service('playback'),
  ...service('hls'),
  ...service('webrtc'),
  rtsp: isBoolean,
  rtspAddress: isAddress,
  rtspsAddress: isAddress,
  rtpAddress: isAddress,
  rtcpAddress: isAddress,
  encryption: oneOf('no', 'optional', 'strict'),
  protocols: someOf('tcp', 'udp', 'multicast'),
  serverKey: isText,
  serverCert: isText,
  rtspAuthMethods: someOf('basic'),
  rtmp: isBoolean,
  rtmpAddress: isAddress,
  srt: isBoolean,
  srtAddress: isAddress,
  hlsAlwaysRemux: isBoolean,
  hlsVariant: oneOf('mpegts', 'fmp4', 'lowLatency'),
  hlsSegmentCount: between(7, 100),
  hlsSegmentDuration: isDuration,
  hlsPartDuration: isDuration,
  hlsSegmentMaxSize: (value) => typeof value === 'string' && /^\d{1,5}[KMG]B?$/.test(value),
  hlsMuxerCloseAfter: isDuration,
  webrtcLocalUDPAddress: isAddressOrEmpty,
  webrtcLocalTCPAddress: isAddressOrEmpty,
  webrtcIPsFromInterfaces: isBoolean,
  webrtcIPsFromInterfacesList: isTexts,
  webrtcAdditionalHosts: isTexts,
  webrtcICEServers2: isIceServers,
  webrtcHandshakeTimeout: isDuration,
  webrtcTrackGatherTimeout: isDuration,
};

/** Later keys, with the release from which on MediaMTX starts with them. */
const SINCE: Readonly<Record<string, { readonly since: string; readonly check: Check }>> = {
  authJWTExclude: { since: 'v1.12.3', check: isActions },
  authJWTIssuer: { since: 'v1.17.0', check: isText },
  authJWTAudience: { since: 'v1.17.0', check: isText },
  rtspTransports: { since: 'v1.12.3', check: someOf('tcp', 'udp', 'multicast') },
  logStructured: { since: 'v1.15.6', check: isBoolean },
  webrtcSTUNGatherTimeout: { since: 'v1.17.1', check: isDuration },
  moq: { since: 'v1.19.0', check: isBoolean },
};

/** Keys of the operator's own paths and of `pathDefaults`. */
const PATH: Readonly<Record<string, Check>> = {
  source: (value) =>
    value === 'publisher' ||
    (typeof value === 'string' &&
      /^(rtsps?|rtmps?|https?):\/\/[\x21-\x7e]+$/.test(value) &&
      URL.canParse(value)),
  sourceFingerprint: (value) => typeof value === 'string' && /^([0-9a-f]{64})?$/i.test(value),
  sourceOnDemand: isBoolean,
  sourceOnDemandStartTimeout: isDuration,
  sourceOnDemandCloseAfter: isDuration,
  rtspTransport: oneOf('automatic', 'udp', 'tcp', 'multicast'),
  maxReaders: between(0, 100_000),
  overridePublisher: isBoolean,
  record: isBoolean,
  recordPath: (value) => isText(value) && String(value).includes('%path'),
  recordFormat: oneOf('fmp4', 'mpegts'),
  recordPartDuration: isDuration,
  recordSegmentDuration: isDuration,
  recordDeleteAfter: isDuration,
};

function service(name: string): Readonly<Record<string, Check>> {
  return {
    [name]: isBoolean,
    [`${name}Address`]: isAddress,
    [`${name}Encryption`]: isBoolean,
    [`${name}ServerKey`]: isText,
    [`${name}ServerCert`]: isText,
    [`${name}AllowOrigin`]: isText,
    [`${name}TrustedProxies`]: isNetworks,
  };
}

/**
 * Fault of one global setting as the end of a sentence that begins with its key; null: it is valid. Pure.
 * @param release Release of the media server; null: unknown, which counts as the oldest.
 */
export function globalFault(key: string, value: unknown, release: string | null): string | null {
  const later = Object.hasOwn(SINCE, key) ? SINCE[key] : undefined;
  if (later && !isAtLeast(release ?? '', later.since)) return `needs MediaMTX ${later.since} or later`;
  const check = later?.check ?? (Object.hasOwn(GLOBAL, key) ? GLOBAL[key] : undefined);
  if (!check) return 'is not in the list of permitted settings';
  return check(value) ? null : 'has a value that is not valid';
}

/** Fault of one of the operator's own paths or of `pathDefaults` (name `null`); null: it is valid. Pure. */
export function ownPathFault(name: string | null, value: unknown): string | null {
  if (name !== null && parsePath(name)) return 'has a name that belongs to a pit';
  if (!isMapping(value)) return 'is not a mapping';
  for (const [key, part] of Object.entries(value)) {
    const check = Object.hasOwn(PATH, key) && !(name === null && key === 'source') ? PATH[key] : undefined;
    if (!check)
      return `has ${/^\w{1,60}$/.test(key) ? key : 'a key'}, which is not in the list of permitted settings`;
    if (!check(part)) return `has a ${key} that is not valid`;
  }
  return null;
}
