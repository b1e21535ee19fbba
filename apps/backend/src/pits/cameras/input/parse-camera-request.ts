import {
  type CameraAddressFault,
  type CameraTransport,
  canonicalCameraPath,
  forbiddenCharacterName,
  parseCameraAddress,
  type PutCameraRequest,
} from '@ppf/contracts';
import type { Message } from '../../../platform/messages/message-catalog';
import { DomainError, type FieldProblem } from '../../../platform/problems/domain-error';
import { message } from '../../messages';
import { defaultPort, type SourceAddress } from './source-url';
import { validateAllowList } from './validate-allow-list';
import { validateCameraAddress } from './validate-camera-address';

/** The parsed request for a camera that is pulled. */
export interface PulledCameraInput extends SourceAddress {
  readonly kind: 'pull';
  /** Whether the request contains a password. If not, the stored password may be retained. */
  readonly isPasswordGiven: boolean;
  /** SHA-256 of the required certificate, lower-case hex. Null: any certificate that can be verified. */
  readonly tlsFingerprint: string | null;
  /** Path of the second stream. Null: none. */
  readonly subPath: string | null;
  readonly transport: CameraTransport;
  readonly onDemand: boolean;
  readonly transcode: boolean;
}

/** The parsed request for a camera that pushes. */
export interface PushedCameraInput {
  readonly kind: 'push';
  /** Whether it publishes a second stream. */
  readonly sub: boolean;
  /** Ranges from which it may publish without the key. */
  readonly allowList: readonly string[];
  readonly onDemand: boolean;
  readonly transcode: boolean;
}

/** A parsed request for a camera. */
export type CameraInput = PulledCameraInput | PushedCameraInput;

/** A request without null fields. */
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
const URL_PARTS = ['host', 'port', 'path', 'user', 'password', 'tls'] as const;
const ALWAYS_IN_URL = ['host', 'tls'] as const;
const RTSP_ONLY = ['user', 'password', 'sub_path', 'tls_fingerprint', 'transport'] as const;

/** Parses a request that describes a camera by URL or by separate fields. @throws DomainError validation-failed */
export function parseCameraRequest(body: PutCameraRequest): CameraInput {
  const request = withoutNulls(body);
  return request.kind === 'push' ? parsePushed(request) : parsePulled(request);
}

function parsePushed(request: CameraFields): PushedCameraInput {
  refuse(presentFields(request, PULL_ONLY), message('camera.pull-only'));
  const { sub = false, allow_list: allowList = [], transcode = false, on_demand: onDemand = false } = request;
  if (onDemand && !transcode) refuse(['on_demand'], message('camera.on-demand'));
  const problem = validateAllowList(allowList);
  if (problem !== null) refuse(['allow_list'], problem);
  return { kind: 'push', sub, allowList: [...new Set(allowList)], transcode, onDemand };
}

function parsePulled(request: CameraFields): PulledCameraInput {
  refuse(presentFields(request, PUSH_ONLY), message('camera.push-only'));
  const address = request.url === undefined ? parseFields(request) : parseUrl(request);
  const { transport = 'tcp', on_demand: onDemand = false, sub_path: subPath = null } = request;
  const { tls_fingerprint: tlsFingerprint = null, transcode = address.feed === 'mjpeg' } = request;
  if (address.feed === 'mjpeg') refuseForMjpeg(request, address);
  else if (tlsFingerprint !== null && !address.tls) refuse(['tls_fingerprint'], message('camera.tls-only'));
  const problems = validateCameraAddress({ ...address, subPath });
  if (problems.length > 0) throw invalid(problems.map((each) => atSentField(each, request)));
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

// FFmpeg pulls these cameras, and its arguments are visible in the process list of the media server.
function refuseForMjpeg(request: CameraFields, { user, password }: SourceAddress): void {
  refuse(presentFields(request, RTSP_ONLY), message('camera.rtsp-only'));
  if (user !== null || password !== null) refuse(['url'], message('camera.mjpeg-sign-in'));
  if (request.transcode === false) refuse(['transcode'], message('camera.mjpeg-transcode'));
}

type Address = SourceAddress & Pick<PulledCameraInput, 'isPasswordGiven'>;

function parseUrl(request: CameraFields): Address {
  refuse(presentFields(request, ALWAYS_IN_URL), message('camera.part-of-url'));
  const { address, fault } = parseCameraAddress(request.url ?? '');
  if (!address) throw invalid([{ field: 'url', message: addressFaultMessage(fault) }]);
  const { scheme, host, path } = address;
  const feed = scheme.startsWith('rtsp') ? 'rtsp' : 'mjpeg';
  if (request.feed !== undefined && request.feed !== feed) refuse(['feed'], message('camera.feed-of-url'));
  // A field may add what the URL omits.
  if (address.port !== null) refuse(presentFields(request, ['port']), message('camera.in-url'));
  if (path !== '/') refuse(presentFields(request, ['path']), message('camera.in-url'));
  const tls = scheme.endsWith('s');
  return {
    ...{ feed, tls, host },
    port: address.port ?? request.port ?? defaultPort(feed, tls),
    path: path === '/' ? (request.path ?? '/') : path,
    ...credentialsOf(request, address),
  };
}

function addressFaultMessage(fault: CameraAddressFault): Message {
  return fault.code === 'not-an-address'
    ? message('camera.not-an-address')
    : message('camera.forbidden-character', { character: forbiddenCharacterName(fault.character) });
}

// Either the URL or the fields: combining a user of the URL with a password field would be ambiguous.
function credentialsOf(request: CameraFields, { user, password }: { user: string; password: string }) {
  const isInUrl = user !== '' || password !== '';
  if (isInUrl) refuse(presentFields(request, ['user', 'password']), message('camera.in-url'));
  const signIn = isInUrl ? { user, password } : request;
  return {
    user: signIn.user || null,
    password: signIn.password || null,
    isPasswordGiven: isInUrl ? password !== '' : request.password !== undefined,
  };
}

function parseFields(request: CameraFields): Address {
  const { host, path = '/', tls = false, feed = 'rtsp', port = defaultPort(feed, tls) } = request;
  if (host === undefined) throw invalid([{ field: 'host', message: message('camera.host-missing') }]);
  return {
    feed,
    tls,
    // IPv6 may be copied with the brackets of a URL.
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port,
    path,
    user: request.user || null,
    password: request.password || null,
    isPasswordGiven: request.password !== undefined,
  };
}

// A problem of a part that was sent within the URL is reported for the URL.
function atSentField(problem: FieldProblem, request: CameraFields): FieldProblem {
  const isInUrl =
    request.url !== undefined &&
    URL_PARTS.some((part) => part === problem.field && request[part] === undefined);
  return isInUrl ? { ...problem, field: 'url' } : problem;
}

// Null means absent for optional fields.
function withoutNulls(request: PutCameraRequest): CameraFields {
  const { kind, ...fields } = request;
  return { kind, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) };
}

function presentFields<F extends keyof PutCameraRequest>(request: CameraFields, fields: readonly F[]): F[] {
  return fields.filter((field) => request[field] !== undefined);
}

function refuse(fields: readonly string[], reason: Message): void {
  if (fields.length > 0) throw invalid(fields.map((field) => ({ field, message: reason })));
}

function invalid(errors: readonly FieldProblem[]): DomainError {
  return new DomainError('validation-failed', { errors });
}
