import type { CameraTransport, FieldFault, PutCameraRequest } from '@ppf/contracts';
import { DomainError } from '../platform/problems/domain-error';
import { parseSourceUrl } from './parse-source-url';
import { RTSP_PORTS, type SourceAddress } from './source-url';

/** A pulled camera as it was asked for. */
export interface PulledCamera extends SourceAddress {
  readonly kind: 'pull';
  /** Whether the request says what the password is; if not, the kept one may stay. */
  readonly saysPassword: boolean;
  readonly transport: CameraTransport;
  readonly onDemand: boolean;
}

/** A camera as it was asked for. */
export type AskedCamera = PulledCamera | { readonly kind: 'push' };

const PULL_ONLY = [
  'url',
  'host',
  'port',
  'path',
  'user',
  'password',
  'tls',
  'transport',
  'on_demand',
] as const satisfies readonly (keyof PutCameraRequest)[];
const PARTS_OF_URL = ['host', 'port', 'path', 'user', 'password', 'tls'] as const;

/**
 * What is asked for, by URL or by single fields.
 * @throws DomainError validation-failed
 */
export function readCameraRequest(sent: PutCameraRequest): AskedCamera {
  const request = withoutNulls(sent);
  if (request.kind === 'push') {
    refuse(given(request, PULL_ONLY), 'is for cameras that are pulled');
    return { kind: 'push' };
  }
  const { transport = 'tcp', on_demand: onDemand = false } = request;
  return {
    kind: 'pull',
    transport,
    onDemand,
    ...(request.url === undefined ? byFields(request) : byUrl(request)),
  };
}

type Address = SourceAddress & Pick<PulledCamera, 'saysPassword'>;

function byUrl(request: PutCameraRequest): Address {
  refuse(given(request, PARTS_OF_URL), 'is part of url: leave one of them out');
  const address = parseSourceUrl(request.url ?? '');
  if (!address) throw invalid([{ field: 'url', message: 'must be like rtsp://user:password@host:554/path' }]);
  return { ...address, saysPassword: address.password !== null };
}

function byFields(request: PutCameraRequest): Address {
  const { host, path = '/', tls = false, port = tls ? RTSP_PORTS.tls : RTSP_PORTS.plain } = request;
  if (host === undefined) throw invalid([{ field: 'host', message: 'give the camera’s host, or its url' }]);
  return {
    tls,
    // As people copy it from an address bar.
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port,
    path,
    user: request.user || null,
    password: request.password || null,
    saysPassword: request.password !== undefined,
  };
}

// Optional fields may be sent as null, which means absent.
function withoutNulls(request: PutCameraRequest): PutCameraRequest {
  const { kind, ...fields } = request;
  return { kind, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) };
}

function given<F extends keyof PutCameraRequest>(request: PutCameraRequest, fields: readonly F[]): F[] {
  return fields.filter((field) => request[field] !== undefined);
}

function refuse(fields: readonly string[], message: string): void {
  if (fields.length > 0) throw invalid(fields.map((field) => ({ field, message })));
}

function invalid(errors: readonly FieldFault[]): DomainError {
  return new DomainError('validation-failed', { errors });
}
