import { SAMPLE_CAMERAS_PORT } from '@ppf/sample-cameras';
import { parse } from 'dotenv';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StartFault } from './start-fault';

/** Base URL of MediaMTX downloads: `<base>/<version>/<file>`. */
const RELEASES = 'https://github.com/bluenviron/mediamtx/releases/download';

/** Ports of the media server. */
export interface MediaServerPorts {
  /** RTSP, TCP. */
  readonly rtsp: number;
  /** WHEP, TCP. */
  readonly webrtc: number;
  readonly hls: number;
  readonly api: number;
  /** WebRTC media, UDP and TCP. */
  readonly webrtcMedia: number;
}

/** How the media server authenticates viewers and cameras (`MEDIAMTX_AUTH`). */
export type MediaAuth = 'http' | 'jwt';

/** Settings of `npm start`. The rest of `environment` is passed to the backend. */
export interface StandaloneSettings {
  /** Environment of the process, merged over the `.env` of the working directory. */
  readonly environment: Readonly<Record<string, string>>;
  readonly dataDirectory: string;
  readonly host: string;
  readonly port: number;
  /** Port of the auth hook. */
  readonly hookPort: number;
  readonly publicUrl: string;
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  readonly mediaServerHost: string;
  readonly mediaServerAuth: MediaAuth;
  readonly mediaServerPorts: MediaServerPorts;
  /** Whether a media agent sets the paths of the media server that standalone starts (`MEDIA_AGENT`). */
  readonly mediaAgentAllowed: boolean;
  /** Program that MEDIAMTX_BIN names, as an absolute path. */
  readonly mediaServerBinary: string | undefined;
  readonly downloadAllowed: boolean;
  readonly downloadBase: string;
  /** First of four consecutive ports. */
  readonly sampleCamerasPort: number;
  readonly production: boolean;
}

/** Reads the settings. @throws StartFault with every fault. */
export function readSettings(environment: NodeJS.ProcessEnv, directory: string): StandaloneSettings {
  const faults: string[] = [];
  const values = withDotEnv(environment, directory);
  const port = (name: string, fallback: number, most = 65_535): number => {
    const text = values[name] || String(fallback);
    if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
    faults.push(`${name} must be a port from 1 to ${most}, not "${text}"`);
    return fallback;
  };
  const settings: StandaloneSettings = {
    environment: values,
    dataDirectory: path.resolve(directory, values.DATA_DIR || 'data'),
    host: values.HOST || '127.0.0.1',
    port: port('PORT', 3000),
    hookPort: port('HOOK_PORT', portBeside(Number(values.PORT || '3000'))),
    publicUrl: values.PUBLIC_URL || `http://localhost:${values.PORT || '3000'}`,
    databaseUrl: values.DATABASE_URL || undefined,
    mediaServerHost: values.MEDIAMTX_HOST || '127.0.0.1',
    mediaServerAuth: values.MEDIAMTX_AUTH === 'jwt' ? 'jwt' : 'http',
    mediaAgentAllowed: (values.MEDIA_AGENT || 'on') === 'on',
    mediaServerPorts: {
      rtsp: port('MEDIAMTX_RTSP_PORT', 8554),
      webrtc: port('MEDIAMTX_WEBRTC_PORT', 8889),
      hls: port('MEDIAMTX_HLS_PORT', 8888),
      api: port('MEDIAMTX_API_PORT', 9997),
      webrtcMedia: port('MEDIAMTX_WEBRTC_UDP_PORT', 8189),
    },
    mediaServerBinary: values.MEDIAMTX_BIN ? path.resolve(directory, values.MEDIAMTX_BIN) : undefined,
    downloadAllowed: (values.MEDIAMTX_DOWNLOAD || 'on') === 'on',
    downloadBase: (values.MEDIAMTX_DOWNLOAD_URL || RELEASES).replace(/\/+$/, ''),
    sampleCamerasPort: port('SAMPLE_CAMERAS_PORT', SAMPLE_CAMERAS_PORT, 65_532),
    production: values.NODE_ENV === 'production',
  };
  faults.push(...wordFaults(values), ...samePorts(settings));
  if (faults.length > 0) throw new StartFault(`The configuration is broken: ${faults.join('; ')}.`);
  return settings;
}

function withDotEnv(environment: NodeJS.ProcessEnv, directory: string): Record<string, string> {
  const file = path.join(directory, '.env');
  const set = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...(existsSync(file) ? parse(readFileSync(file)) : {}), ...Object.fromEntries(set) };
}

function wordFaults(values: Record<string, string>): string[] {
  const faults: string[] = [];
  if (!['on', 'off', ''].includes(values.MEDIAMTX_DOWNLOAD ?? ''))
    faults.push('MEDIAMTX_DOWNLOAD must be on or off');
  if (!['on', 'off', ''].includes(values.MEDIA_AGENT ?? '')) faults.push('MEDIA_AGENT must be on or off');
  if (!['http', 'jwt', ''].includes(values.MEDIAMTX_AUTH ?? ''))
    faults.push('MEDIAMTX_AUTH must be http or jwt');
  for (const [name, schemes] of [
    ['PUBLIC_URL', ['http:', 'https:']],
    ['MEDIAMTX_DOWNLOAD_URL', ['http:', 'https:']],
    ['DATABASE_URL', ['postgres:', 'postgresql:']],
  ] as const) {
    const value = values[name];
    const good =
      !value || (URL.canParse(value) && (schemes as readonly string[]).includes(new URL(value).protocol));
    if (!good) faults.push(`${name} must begin with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`);
  }
  return faults;
}

/** Default of HOOK_PORT, as in the backend. */
function portBeside(api: number): number {
  if (!(api > 0)) return 4000;
  return api + 1000 <= 65_535 ? api + 1000 : api - 1000;
}

/** TCP ports and the settings that change them, in the order in which they are opened. */
export function portsOf(settings: StandaloneSettings): { name: string; port: number }[] {
  const { rtsp, webrtc, hls, api, webrtcMedia } = settings.mediaServerPorts;
  return [
    { name: 'PORT', port: settings.port },
    { name: 'HOOK_PORT', port: settings.hookPort },
    { name: 'MEDIAMTX_RTSP_PORT', port: rtsp },
    { name: 'MEDIAMTX_WEBRTC_PORT', port: webrtc },
    { name: 'MEDIAMTX_HLS_PORT', port: hls },
    { name: 'MEDIAMTX_API_PORT', port: api },
    { name: 'MEDIAMTX_WEBRTC_UDP_PORT', port: webrtcMedia },
    ...[0, 1, 2, 3].map((at) => ({ name: 'SAMPLE_CAMERAS_PORT', port: settings.sampleCamerasPort + at })),
  ];
}

function samePorts(settings: StandaloneSettings): string[] {
  const seen = new Map<number, string>();
  return portsOf(settings).flatMap(({ name, port }) => {
    const other = seen.get(port);
    seen.set(port, name);
    return other ? [`${name} and ${other} both lead to port ${port}`] : [];
  });
}
