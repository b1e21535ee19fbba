import { HLS_SESSIONS_SINCE, isAtLeast } from '@ppf/mediamtx';
import { stringify } from 'yaml';
import { type MediaAuth, type MediaServerPorts } from '../settings';
import { isLoopback } from './find-media-server';

/** Input of the configuration file. */
export interface MediaServerWishes {
  /** Version of the program. */
  readonly version: string;
  readonly ports: MediaServerPorts;
  /** HOST of the API; viewers connect to the same addresses. */
  readonly host: string;
  /** Name or address by which viewers reach the media server. */
  readonly publicHost: string;
  /** Authentication by the auth hook of the backend, or by JWTs and its public keys. */
  readonly auth: MediaAuth;
  /** Port of the backend. */
  readonly backendPort: number;
  /** Port of the auth hook. */
  readonly hookPort: number;
  readonly hookSecret: string;
  /** Whether viewers get the HLS preroll until the first WebRTC key frame (STREAM_INSTANT_PICTURE). */
  readonly instantPicture: boolean;
}

/**
 * Returns the text of `mediamtx.yml`. It has only keys of v1.9.3 (in JWT mode, of v1.12.3), because MediaMTX refuses to
 * start with an unknown key. Settings of later releases are in mediaServerEnvironment (MediaMTX contract §3). The text
 * contains the secret of the hook: write it to a file of mode 600.
 */
export function mediaServerConfig(wishes: MediaServerWishes): string {
  const { ports, version } = wishes;
  // Earlier releases would send a hook request for every part of a low-latency segment.
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
    // The same port over TCP: WebRTC uses it when a network blocks UDP.
    webrtcLocalTCPAddress: address(ports.webrtcMedia),
    webrtcIPsFromInterfaces: !local,
    webrtcAdditionalHosts: local ? ['127.0.0.1'] : isLoopback(wishes.publicHost) ? [] : [wishes.publicHost],
    hls: true,
    hlsAddress: address(ports.hls),
    hlsVariant: lowLatency ? 'lowLatency' : 'fmp4',
    // Stores the current group of pictures of every stream that is not on demand: a few MB each (ADR 13).
    hlsAlwaysRemux: lowLatency && wishes.instantPicture,
    paths: { '~^workshop-[0-9]+/pit-[0-9]+(/sub)?$': { source: 'publisher' } },
  });
}

/** From this release on, MediaMTX validates issuer and audience of a token (MediaMTX contract §2). */
const ISSUER_CHECKED_SINCE = 'v1.17.0';

/** Actions without authentication: the API listens on loopback. */
const EXCLUDED = [{ action: 'api' }, { action: 'metrics' }, { action: 'pprof' }];

function byHook(wishes: MediaServerWishes): object {
  const secret = encodeURIComponent(wishes.hookSecret);
  return {
    authMethod: 'http',
    authHTTPAddress: `http://mediamtx:${secret}@${backendAddress(wishes, wishes.hookPort)}/api/v1/streams/validate-token`,
    // Explicit: an absent action is allowed up to v1.20.0 and sends a hook request from v1.20.1 on.
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
 * Returns the environment of the media server: ours without variables that change its configuration; with MoQ off, which
 * is on by default from v1.19.0 and unknown to v1.9.3 (MediaMTX contract §3.4); and with the secret of the hook for the
 * tickets of its transcoders (ADR 0017; null in JWT mode, which has no hook).
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
