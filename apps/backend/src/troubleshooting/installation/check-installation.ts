import { ControlApi, pathOf } from '@ppf/mediamtx';
import { type BackendConfig, settingsOf } from '../../config/backend-config';
import { DatabaseConfig } from '../../config/database.config';
import { HttpConfig } from '../../config/http.config';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { StreamsConfig } from '../../config/streams.config';
import { controlApiCredential } from '../../platform/crypto/control-api-credential';
import { StreamTokenSigner } from '../../streams';
import { sendOptions } from '../facts/http-probe';
import { probeMediaServer } from '../facts/probe-media-server';
import { probeWhep } from '../facts/probe-whep';
import { toAddressFacts } from '../facts/address-facts';
import { decideAgent } from './decide-agent';
import { decideFfmpeg } from './decide-ffmpeg';
import { probeLocation, decideLocation } from './location-check';
import { message } from '../messages';
import { type InstallationCheck, toInstallationCheck } from './installation-check';
import {
  decideSessionSupport,
  decideCertificate,
  decideDatabase,
  decideDisk,
  decideService,
} from './decide-parts';
import { decideServerChecks, type PortFacts } from './decide-server-checks';
import { type RegisteredServer, checkDatabase } from './check-database';
import { checkCertificate, checkDisk, checkPort, checkService } from './check-parts';
import { probeFfmpeg } from './probe-ffmpeg';

const REQUEST_MS = 8000;
const TOKEN_SECONDS = 30;

/**
 * Checks a whole installation from this machine: database, service, TLS, disks, and each media server with its hook,
 * which must call the running service and accept its decision. Changes nothing. Takes about ten seconds.
 */
export async function checkInstallation(config: BackendConfig): Promise<InstallationCheck[]> {
  const http = settingsOf(config, HttpConfig);
  const database = await checkDatabase(settingsOf(config, DatabaseConfig).url);
  const servers = database.servers.length > 0 ? database.servers : [configuredServer(config)];
  const origins = [http.publicUrl, ...servers.flatMap(({ webrtcUrl, hlsUrl }) => [webrtcUrl, hlsUrl])].map(
    (url) => new URL(url).origin,
  );
  const folders = [process.cwd(), ...(database.folder ? [database.folder] : [])];
  const [own, seen, certificates, disks, ffmpeg, ...ofServers] = await Promise.all([
    checkService(message('check.service'), `http://${listenAddress(http)}:${http.port}/health/ready`),
    checkService(message('check.public-service'), new URL('/health/ready', http.publicUrl).href),
    Promise.all([...new Set(origins)].filter((each) => each.startsWith('https:')).map(checkCertificate)),
    Promise.all([...new Set(folders)].map(checkDisk)),
    probeFfmpeg(servers.map(({ apiUrl }) => apiUrl)),
    ...servers.map((server) => checkServer(server, config)),
  ]);
  const at = new Date();
  return [
    toInstallationCheck(message('check.settings'), 'ok', message('check.settings.ok')),
    decideDatabase(database.facts),
    decideSessionSupport(database.sessions),
    decideService(own),
    decideService(seen),
    ...certificates.map((each) => decideCertificate(each, at)),
    ...disks.map(decideDisk),
    decideFfmpeg(ffmpeg),
    ...servers.flatMap((server) => decideAgent(server.name, server, at)),
    ...ofServers.flat(),
  ];
}

async function checkServer(server: RegisteredServer, config: BackendConfig): Promise<InstallationCheck[]> {
  const mediamtx = settingsOf(config, MediamtxConfig);
  const { publicUrl } = settingsOf(config, HttpConfig);
  const { auth, hookSecret } = mediamtx;
  const probedAt = new Date();
  const path = server.pit ? pathOf(server.pit.workshopId, server.pit.number) : pathOf(1, 1);
  const signer = await StreamTokenSigner.load(settingsOf(config, StreamsConfig), mediamtx);
  const { token, claims } = signer.sign({ sub: 'diagnosis', path, act: 'read' }, TOKEN_SECONDS, probedAt);
  const api = new ControlApi({ url: server.apiUrl, credential: controlApiCredential(hookSecret) });
  const hookCredential = { user: 'mediamtx', password: hookSecret };
  try {
    const [found, whep, ports, locations] = await Promise.all([
      probeMediaServer(api, { path, auth, hookCredential }),
      probeWhep({
        url: `${server.webrtcUrl}/${path}/whep`,
        authorization: `Bearer ${claims.jti}:${token}`,
        pageOrigin: new URL(publicUrl).origin,
        timeoutMs: REQUEST_MS,
      }),
      checkPorts(server),
      Promise.all([
        probeLocation('WebRTC', server.webrtcUrl, path, REQUEST_MS),
        probeLocation('HLS', server.hlsUrl, path, REQUEST_MS),
      ]),
    ]);
    const hook = { probedAt, lastCallAt: null, lastUnauthenticatedCallAt: null, lastReadDenial: null };
    const addresses = toAddressFacts(publicUrl, server.webrtcUrl);
    // A token for a pit that does not exist is denied, which shows nothing about the hook.
    const tested = server.pit ? whep : { ...whep, withToken: whep.withoutToken === 204 ? 204 : null };
    const facts = { auth, server: found, whep: tested, addresses, hook, player: null };
    const checks = decideServerChecks({ name: server.name, facts, ports, hadPit: server.pit !== null });
    // If the server is unavailable, the location checks would only repeat that.
    if (checks.length === 1) return checks;
    return [...checks, ...locations.map((each) => decideLocation(server.name, each))];
  } finally {
    api.close();
  }
}

async function checkPorts({ rtspUrl, hlsUrl }: RegisteredServer): Promise<PortFacts[]> {
  const ports = [
    ['RTSP', rtspUrl, 554],
    ['HLS', hlsUrl, hlsUrl.startsWith('https:') ? 443 : 80],
  ] as const;
  return Promise.all(
    ports.map(async ([name, url, usual]) => {
      // URL has no default port for unknown schemes.
      const { hostname, port } = new URL(url.replace(/^rtsps?:/, 'http:'));
      const number = Number(port || usual);
      // A proxy accepts connections even if its upstream is unavailable.
      const [reachability, status] = await Promise.all([
        checkPort(hostname, number),
        url.startsWith('http') ? statusOf(`${url}/`) : null,
      ]);
      return { name, port: number, reachability, status };
    }),
  );
}

async function statusOf(url: string): Promise<number | null> {
  return (await sendOptions(url, { timeoutMs: REQUEST_MS })).status;
}

function configuredServer(config: BackendConfig): RegisteredServer {
  const { apiUrl, webrtcUrl, hlsUrl, rtspUrl } = settingsOf(config, MediamtxConfig);
  return {
    name: message('check.media-server').text(),
    apiUrl,
    webrtcUrl,
    hlsUrl,
    rtspUrl,
    pit: null,
    pathsBy: 'api',
    credentialHash: null,
    reportedAt: null,
    report: null,
  };
}

function listenAddress({ host }: HttpConfig): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
