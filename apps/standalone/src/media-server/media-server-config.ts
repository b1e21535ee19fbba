import { HLS_SESSIONS_SINCE, isAtLeast } from '@ppf/mediamtx';
import { stringify } from 'yaml';
import { type MediaAuth, type MediaServerPorts } from '../settings';
import { isLoopback } from './find-media-server';

/** What a configuration file is made from. */
export interface MediaServerWishes {
  /** What the program says it is. */
  readonly version: string;
  readonly ports: MediaServerPorts;
  /** HOST of the API: viewers are let in from where the dashboard is. */
  readonly host: string;
  /** Name or address by which viewers reach the media server. */
  readonly publicHost: string;
  /** Who checks viewers and cameras: the backend, or the media server by the backend's public keys. */
  readonly auth: MediaAuth;
  /** Where the backend listens. */
  readonly backendPort: number;
  /** Where the backend answers the auth hook. */
  readonly hookPort: number;
  readonly hookSecret: string;
  /** Whether viewers are shown HLS until WebRTC's first key frame (STREAM_INSTANT_PICTURE). */
  readonly instantPicture: boolean;
}

/**
 * The text of `mediamtx.yml`. Only keys that v1.9.3 knows, since an unknown one stops the server (in JWT mode, which
 * needs v1.12.3, those that this one knows); what later releases
 * need is in mediaServerEnvironment (MediaMTX contract §3). It holds the hook's secret: keep it in a file of mode 600.
 */
export function mediaServerConfig(wishes: MediaServerWishes): string {
  const { ports, version } = wishes;
  // Before, low latency would ask the hook for every part of a second.
  const lowLatency = isAtLeast(version, HLS_SESSIONS_SINCE);
  const local = isLoopback(wishes.host);
  const address = (port: number): string => (local ? `127.0.0.1:${port}` : `:${port}`);
  return stringify({
    logLevel: 'info',
    logDestinations: ['stdout'],
    ...(wishes.auth === 'jwt' ? byKeys(wishes) : byHook(wishes)),
    api: true,
    apiAddress: `127.0.0.1:${ports.api}`,
    rtsp: true,
    rtspAddress: address(ports.rtsp),
    protocols: ['tcp'],
    rtmp: false,
    srt: false,
    webrtc: true,
    webrtcAddress: address(ports.webrtc),
    webrtcLocalUDPAddress: address(ports.webrtcMedia),
    // The same port over TCP, chosen by itself where a network blocks UDP.
    webrtcLocalTCPAddress: address(ports.webrtcMedia),
    webrtcIPsFromInterfaces: !local,
    webrtcAdditionalHosts: local ? ['127.0.0.1'] : isLoopback(wishes.publicHost) ? [] : [wishes.publicHost],
    hls: true,
    hlsAddress: address(ports.hls),
    hlsVariant: lowLatency ? 'lowLatency' : 'fmp4',
    // Keeps the current group of pictures of every stream that is not on demand: a few MB each (ADR 13).
    hlsAlwaysRemux: lowLatency && wishes.instantPicture,
    paths: { '~^workshop-[0-9]+/pit-[0-9]+(/sub)?$': { source: 'publisher' } },
  });
}

/** From this release on, MediaMTX checks who made a token and for whom (MediaMTX contract §2). */
const ISSUER_CHECKED_SINCE = 'v1.17.0';

/** Not asked about: the API is on loopback. */
const EXCLUDED = [{ action: 'api' }, { action: 'metrics' }, { action: 'pprof' }];

function byHook(wishes: MediaServerWishes): object {
  const secret = encodeURIComponent(wishes.hookSecret);
  return {
    authMethod: 'http',
    authHTTPAddress: `http://mediamtx:${secret}@${backendAddress(wishes, wishes.hookPort)}/api/v1/streams/validate-token`,
    // Said outright: what is left out is open up to v1.20.0 and asks the hook from v1.20.1 on.
    authHTTPExclude: EXCLUDED,
  };
}

function byKeys(wishes: MediaServerWishes): object {
  return {
    authMethod: 'jwt',
    authJWTJWKS: `http://${backendAddress(wishes, wishes.backendPort)}/api/v1/streams/jwks.json`,
    authJWTClaimKey: 'mediamtx_permissions',
    authJWTExclude: EXCLUDED,
    ...(isAtLeast(wishes.version, ISSUER_CHECKED_SINCE)
      ? { authJWTIssuer: 'ppf-monitoring', authJWTAudience: 'mediamtx' }
      : {}),
  };
}

function backendAddress({ host }: MediaServerWishes, port: number): string {
  const everywhere = ['0.0.0.0', '::', '[::]', 'localhost'].includes(host);
  const reached = everywhere ? '127.0.0.1' : host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `${reached}:${port}`;
}

/**
 * The environment of the media server: ours without what could change its configuration behind our back, MoQ, on by
 * default from v1.19.0 and unknown to the file of v1.9.3, off (MediaMTX contract §3.4), and the hook's secret, which its
 * file holds too, for the tickets of the transcoders that it starts (ADR 0017; null in JWT mode, which has no hook).
 */
export function mediaServerEnvironment(
  environment: Readonly<Record<string, string>>,
  hookSecret: string | null,
): Record<string, string> {
  const passed = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];
  const kept = Object.entries(environment).filter(([name]) => passed.includes(name));
  return {
    ...Object.fromEntries(kept),
    MTX_MOQ: 'no',
    ...(hookSecret === null ? {} : { MEDIAMTX_HOOK_SECRET: hookSecret }),
  };
}
