import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { mediaServerWith, type MediaServerProcess } from '../../chaos/world/media-server-process';
import { type Target } from '../../world/target';
import { freePort } from '@ppf/free-ports';
import { workspaceRoot } from '../../world/workspace-root';

/** One media server of a fleet, in a separate folder. */
export interface FleetMediaServer {
  readonly name: string;
  readonly process: MediaServerProcess;
  readonly ports: Readonly<Record<'api' | 'rtsp' | 'webrtc' | 'hls', number>>;
}

/**
 * Prepares one with the file that ships in `infra/mediamtx`, on loopback and free ports.
 * @param hookUrl Address of the auth hook, including the secret.
 */
export async function fleetMediaServer(
  target: Target,
  name: string,
  folder: string,
  hookUrl: string,
): Promise<FleetMediaServer> {
  mkdirSync(folder);
  const ports = {
    api: await freePort(),
    rtsp: await freePort(),
    webrtc: await freePort(),
    hls: await freePort(),
  };
  const media = local(await freePort());
  const shipped = parse(
    readFileSync(path.join(workspaceRoot, 'infra/mediamtx/mediamtx.yml'), 'utf8'),
  ) as object;
  const config = {
    ...shipped,
    authHTTPAddress: hookUrl,
    apiAddress: local(ports.api),
    metricsAddress: local(await freePort()),
    rtspAddress: local(ports.rtsp),
    webrtcAddress: local(ports.webrtc),
    webrtcLocalUDPAddress: media,
    webrtcLocalTCPAddress: media,
    webrtcIPsFromInterfaces: false,
    webrtcAdditionalHosts: ['127.0.0.1'],
    hlsAddress: local(ports.hls),
  };
  return { name, ports, process: mediaServerWith(target, folder, ports.api, stringify(config)) };
}

function local(port: number): string {
  return `127.0.0.1:${port}`;
}
