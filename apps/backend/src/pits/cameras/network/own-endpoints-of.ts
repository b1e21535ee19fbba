import type { OwnEndpoint } from '@ppf/camera-probe';
import type { DatabaseConfig } from '../../../config/database.config';
import type { HttpConfig } from '../../../config/http.config';
import type { MediamtxConfig } from '../../../config/mediamtx.config';
import { type MediaServerEntity } from '../../../media-servers';

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'rtsp:': 554,
  'rtsps:': 322,
  'postgres:': 5432,
  'postgresql:': 5432,
};

type Addresses = Pick<MediaServerEntity, 'apiUrl' | 'webrtcUrl' | 'hlsUrl' | 'rtspUrl'>;

/** Where we, the media servers and the database listen, by what the settings and the operator call them. */
export function ownEndpointsOf(
  http: HttpConfig,
  mediamtx: MediamtxConfig,
  database: DatabaseConfig,
  servers: readonly Addresses[],
): readonly OwnEndpoint[] {
  const urls = [http.publicUrl, database.url, ...[mediamtx, ...servers].flatMap(urlsOf)];
  return [
    ...portsOfMediamtx(mediamtx).map((port) => ({ host: mediamtx.host, port })),
    ...urls.flatMap(endpointOf),
  ];
}

/** Ports that may be ours at any address of this machine: our own, the auth hook's too, and those of media servers beside us. */
export function ownPortsOf(
  http: HttpConfig,
  mediamtx: MediamtxConfig,
  servers: readonly Addresses[],
): readonly number[] {
  const ports = servers
    .flatMap(urlsOf)
    .flatMap(endpointOf)
    .flatMap(({ port }) => port ?? []);
  // 0: the hook has no port of its own.
  const own = [http.port, http.hookPort].filter((port) => port !== 0);
  return [...new Set([...own, ...portsOfMediamtx(mediamtx), ...ports])];
}

function urlsOf({ apiUrl, webrtcUrl, hlsUrl, rtspUrl }: Addresses): string[] {
  return [apiUrl, webrtcUrl, hlsUrl, rtspUrl];
}

function portsOfMediamtx({ rtspPort, webrtcPort, hlsPort, apiPort }: MediamtxConfig): number[] {
  return [rtspPort, webrtcPort, hlsPort, apiPort];
}

// A database that is reached by a socket file has no host.
function endpointOf(url: string | null): OwnEndpoint[] {
  if (url === null || !URL.canParse(url)) return [];
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return host === '' ? [] : [{ host, port: Number(port) || (DEFAULT_PORTS[protocol] ?? 0) }];
}
