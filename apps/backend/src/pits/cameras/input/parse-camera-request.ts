import {
  type CameraTransport,
  canonicalCameraPath,
  type FieldFault,
  parseCameraAddress,
  type PutCameraRequest,
} from '@ppf/contracts';
import { DomainError } from '../../../platform/problems/domain-error';
import { validateAllowList } from './validate-allow-list';
import { type SourceAddress, defaultPort } from './source-url';
import { validateCameraAddress } from './validate-camera-address';

/** A pulled camera as it was asked for. */
export interface PulledCameraInput extends SourceAddress {
  readonly kind: 'pull';
  /** Whether the request says what the password is; if not, the kept one may stay. */
  readonly isPasswordGiven: boolean;
  /** SHA-256 of the certificate that it must have, lower-case hex; null: any that can be checked. */
  readonly tlsFingerprint: string | null;
  /** Path of the second stream; null: none. */
  readonly subPath: string | null;
  readonly transport: CameraTransport;
  readonly onDemand: boolean;
  readonly transcode: boolean;
}

/** A pushing camera as it was asked for. */
export interface PushedCameraInput {
  readonly kind: 'push';
  /** Whether it publishes a second stream. */
  readonly sub: boolean;
  /** Ranges from which it may publish without its key. */
  readonly allowList: readonly string[];
  readonly onDemand: boolean;
  readonly transcode: boolean;
}

/** A camera as it was asked for. */
export type CameraInput = PulledCameraInput | PushedCameraInput;

/** A request whose nulls were taken for absent. */
type CameraFields = { [K in keyof PutCameraRequest]: Exclude<PutCameraRequest[K], null> };

const PULL_ONLY = [
  'url',
  'feed',
  'host',
  'port',
  'path',
  'sub_path',
  'user',
  'password',
  'tls',
  'tls_fingerprint',
  'transport',
] as const satisfies readonly (keyof PutCameraRequest)[];
const PUSH_ONLY = ['sub', 'allow_list'] as const satisfies readonly (keyof PutCameraRequest)[];
const PARTS_OF_URL = ['host', 'port', 'path', 'user', 'password', 'tls'] as const;
const SAID_BY_URL = ['host', 'tls'] as const;
const RTSP_ONLY = ['user', 'password', 'sub_path', 'tls_fingerprint', 'transport'] as const;

/**
 * What is asked for, by URL or by single fields.
 * @throws DomainError validation-failed
 */
export function parseCameraRequest(sent: PutCameraRequest): CameraInput {
  const request = withoutNulls(sent);
  return request.kind === 'push' ? parsePushed(request) : parsePulled(request);
}

function parsePushed(request: CameraFields): PushedCameraInput {
  refuse(given(request, PULL_ONLY), 'is for cameras that are pulled');
  const { sub = false, allow_list: allowList = [], transcode = false, on_demand: onDemand = false } = request;
  if (onDemand && !transcode)
    refuse(['on_demand'], 'is for cameras that are pulled or re-encoded (transcode)');
  const fault = validateAllowList(allowList);
  if (fault !== null) refuse(['allow_list'], fault);
  return { kind: 'push', sub, allowList: [...new Set(allowList)], transcode, onDemand };
}

function parsePulled(request: CameraFields): PulledCameraInput {
  refuse(given(request, PUSH_ONLY), 'is for cameras that push');
  const address = request.url === undefined ? parseFields(request) : parseUrl(request);
  const { transport = 'tcp', on_demand: onDemand = false, sub_path: subPath = null } = request;
  const { tls_fingerprint: tlsFingerprint = null, transcode = address.feed === 'mjpeg' } = request;
  if (address.feed === 'mjpeg') refuseForMjpeg(request, address);
  else if (tlsFingerprint !== null && !address.tls)
    refuse(['tls_fingerprint'], 'is for cameras with TLS (rtsps)');
  const faults = validateCameraAddress({ ...address, subPath });
  if (faults.length > 0) throw invalid(faults.map((each) => asSent(each, request)));
  const canonical = (path: string) => canonicalCameraPath(path, address.feed, address.user !== null);
  return {
    kind: 'pull',
    ...address,
    path: canonical(address.path),
    tlsFingerprint: tlsFingerprint?.toLowerCase() ?? null,
    subPath: subPath === null ? null : canonical(subPath),
    transport,
    onDemand,
    transcode,
  };
}

// FFmpeg fetches these, and what it is told stands in the process list of the media server.
function refuseForMjpeg(request: CameraFields, { user, password }: SourceAddress): void {
  refuse(given(request, RTSP_ONLY), 'is for cameras that are fetched over RTSP');
  if (user !== null || password !== null)
    refuse(['url'], 'must hold no user and password: cameras over HTTP are fetched without signing in');
  if (request.transcode === false) refuse(['transcode'], 'must be true for MJPEG: no browser shows it live');
}

type Address = SourceAddress & Pick<PulledCameraInput, 'isPasswordGiven'>;

function parseUrl(request: CameraFields): Address {
  refuse(given(request, SAID_BY_URL), 'is part of url: leave one of them out');
  const { address, fault } = parseCameraAddress(request.url ?? '');
  if (!address) throw invalid([{ field: 'url', message: fault }]);
  const { scheme, host, path } = address;
  const feed = scheme.startsWith('rtsp') ? 'rtsp' : 'mjpeg';
  if (request.feed !== undefined && request.feed !== feed)
    refuse(['feed'], 'is another one than that of url');
  // A field may say what the URL leaves open.
  if (address.port !== null) refuse(given(request, ['port']), 'is in url already: leave one of them out');
  if (path !== '/') refuse(given(request, ['path']), 'is in url already: leave one of them out');
  const tls = scheme.endsWith('s');
  return {
    ...{ feed, tls, host },
    port: address.port ?? request.port ?? defaultPort(feed, tls),
    path: path === '/' ? (request.path ?? '/') : path,
    ...credentialsOf(request, address),
  };
}

// Only one of the two: a user of the URL with a password of its own field would be a guess.
function credentialsOf(request: CameraFields, { user, password }: { user: string; password: string }) {
  const isInUrl = user !== '' || password !== '';
  if (isInUrl) refuse(given(request, ['user', 'password']), 'is in url already: leave one of them out');
  const signIn = isInUrl ? { user, password } : request;
  return {
    user: signIn.user || null,
    password: signIn.password || null,
    isPasswordGiven: isInUrl ? password !== '' : request.password !== undefined,
  };
}

function parseFields(request: CameraFields): Address {
  const { host, path = '/', tls = false, feed = 'rtsp', port = defaultPort(feed, tls) } = request;
  if (host === undefined) throw invalid([{ field: 'host', message: 'give the camera’s host, or its url' }]);
  return {
    feed,
    tls,
    // As people copy it from an address bar.
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port,
    path,
    user: request.user || null,
    password: request.password || null,
    isPasswordGiven: request.password !== undefined,
  };
}

// A fault of what stands in a URL is the URL's.
function asSent({ field, message }: FieldFault, request: CameraFields): FieldFault {
  const isOfUrl =
    request.url !== undefined && PARTS_OF_URL.some((part) => part === field && request[part] === undefined);
  return { field: isOfUrl ? 'url' : field, message };
}

// Optional fields may be sent as null, which means absent.
function withoutNulls(request: PutCameraRequest): CameraFields {
  const { kind, ...fields } = request;
  return { kind, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) };
}

function given<F extends keyof PutCameraRequest>(request: CameraFields, fields: readonly F[]): F[] {
  return fields.filter((field) => request[field] !== undefined);
}

function refuse(fields: readonly string[], message: string): void {
  if (fields.length > 0) throw invalid(fields.map((field) => ({ field, message })));
}

function invalid(errors: readonly FieldFault[]): DomainError {
  return new DomainError('validation-failed', { errors });
}
