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

/**
 * Listeners of this service, the media servers and the database, by the host names of the settings. Essential are those to
 * which this service connects itself: without their names it cannot work.
 */
export function ownEndpointsOf(
  http: HttpConfig,
  mediamtx: MediamtxConfig,
  database: DatabaseConfig,
  servers: readonly Addresses[],
): readonly OwnEndpoint[] {
  const all = [mediamtx, ...servers];
  const essential = [database.url, ...all.map(({ apiUrl }) => apiUrl)].flatMap(endpointOf);
  const others = [http.publicUrl, ...all.flatMap(publicUrlsOf)].flatMap(endpointOf);
  return [
    ...portsOfMediamtx(mediamtx).map((port) => ({ host: mediamtx.host, port, isEssential: true })),
    ...essential.map((endpoint) => ({ ...endpoint, isEssential: true })),
    ...others,
  ];
}

/** Ports of this service, including the auth hook, and of the media servers, which may run on this machine. */
export function ownPortsOf(
  http: HttpConfig,
  mediamtx: MediamtxConfig,
  servers: readonly Addresses[],
): readonly number[] {
  const ports = servers
    .flatMap((server) => [server.apiUrl, ...publicUrlsOf(server)])
    .flatMap(endpointOf)
    .flatMap(({ port }) => port ?? []);
  // 0: the hook has no separate port.
  const own = [http.port, http.hookPort].filter((port) => port !== 0);
  return [...new Set([...own, ...portsOfMediamtx(mediamtx), ...ports])];
}

function publicUrlsOf({ webrtcUrl, hlsUrl, rtspUrl }: Addresses): string[] {
  return [webrtcUrl, hlsUrl, rtspUrl];
}

function portsOfMediamtx({ rtspPort, webrtcPort, hlsPort, apiPort }: MediamtxConfig): number[] {
  return [rtspPort, webrtcPort, hlsPort, apiPort];
}

// A database that is reached over a Unix socket has no host.
function endpointOf(url: string | null): OwnEndpoint[] {
  if (url === null || !URL.canParse(url)) return [];
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return host === '' ? [] : [{ host, port: Number(port) || (DEFAULT_PORTS[protocol] ?? 0) }];
}
