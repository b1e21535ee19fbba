import type { OwnEndpoint } from '@ppf/camera-probe';
import type { DatabaseConfig } from '../config/database.config';
import type { HttpConfig } from '../config/http.config';
import type { MediamtxConfig } from '../config/mediamtx.config';

const USUAL_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'rtsp:': 554,
  'rtsps:': 322,
  'postgres:': 5432,
  'postgresql:': 5432,
};

/** Where we, the media server and the database listen, by what the settings call them. */
export function ownEndpointsOf(
  http: HttpConfig,
  mediamtx: MediamtxConfig,
  database: DatabaseConfig,
): readonly OwnEndpoint[] {
  const { apiUrl, webrtcUrl, hlsUrl, rtspUrl } = mediamtx;
  const urls = [http.publicUrl, apiUrl, webrtcUrl, hlsUrl, rtspUrl, database.url];
  return [
    ...portsOfMediamtx(mediamtx).map((port) => ({ host: mediamtx.host, port })),
    ...urls.flatMap(endpointOf),
  ];
}

/** Ports that may be ours at any address of this machine: our own, and those of a media server beside us. */
export function ownPortsOf(http: HttpConfig, mediamtx: MediamtxConfig): readonly number[] {
  return [http.port, ...portsOfMediamtx(mediamtx)];
}

function portsOfMediamtx({ rtspPort, webrtcPort, hlsPort, apiPort }: MediamtxConfig): number[] {
  return [rtspPort, webrtcPort, hlsPort, apiPort];
}

// A database that is reached by a socket file has no host.
function endpointOf(url: string | null): OwnEndpoint[] {
  if (url === null || !URL.canParse(url)) return [];
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return host === '' ? [] : [{ host, port: Number(port) || (USUAL_PORTS[protocol] ?? 0) }];
}
