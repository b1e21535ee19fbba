import {
  type ControlApi,
  ControlApiProblem,
  matchesPathName,
  parsePath,
  rawPathOf,
  type ServerSettings,
} from '@ppf/mediamtx';
import type { ServerFacts } from './pit-facts';

/** Options of a probe. */
export interface MediaServerProbe {
  readonly path: string;
  readonly auth: 'http' | 'jwt';
  /** The credential that MediaMTX must use for the auth hook. */
  readonly hookCredential: { readonly user: string; readonly password: string };
}

/**
 * Reads version, clock, settings and paths from a control API. Rejects only for unexpected errors. Returns only the
 * listed facts, because the configuration contains secrets.
 */
export async function probeMediaServer(
  api: ControlApi,
  { path, auth, hookCredential }: MediaServerProbe,
): Promise<ServerFacts> {
  const began = performance.now();
  const noFacts = {
    version: null,
    isTooOld: false,
    clockAheadMs: null,
    settings: null,
    hasPath: null,
    receivedBytes: null,
  };
  const ms = () => performance.now() - began;
  try {
    const { version } = await api.info();
    const [clockAheadMs, settings, configs, receivedBytes, supportsKeys] = await Promise.all([
      measureClockAhead(api),
      api.settings(hookCredential).catch((): ServerSettings | null => null),
      api.pathConfigs.list(),
      readReceivedBytes(api, path),
      auth === 'jwt' ? supportsKeyRefresh(api) : true,
    ]);
    const hasPath = configs.some((config) => config.name === path || matchesPathName(config, path));
    return {
      reachability: 'responds',
      ms: ms(),
      version,
      isTooOld: !supportsKeys,
      clockAheadMs,
      settings,
      hasPath,
      receivedBytes,
    };
  } catch (problem) {
    if (!(problem instanceof ControlApiProblem)) throw problem;
    // Every release since v1.9.3 lists path configurations.
    const isTooOld = problem.kind === 'not-found';
    return { ...noFacts, isTooOld, reachability: isTooOld ? 'responds' : toReachability(problem), ms: ms() };
  }
}

/** Reads the received bytes of the source stream: at the raw path if the pit is re-encoded, otherwise at its own path. */
async function readReceivedBytes(api: ControlApi, path: string): Promise<number | null> {
  const owner = parsePath(path);
  const names = owner ? [rawPathOf(owner.workshopId, owner.pitNumber), path] : [path];
  const items = await Promise.all(names.map((name) => api.paths.get(name)));
  return items.find((item) => item?.ready)?.bytesReceived ?? null;
}

function toReachability({ kind, networkCode }: ControlApiProblem): ServerFacts['reachability'] {
  if (kind === 'unauthorized') return 'unauthorized';
  if (kind === 'timeout') return 'timeout';
  if (kind !== 'unreachable') return 'not-media-server';
  if (networkCode === 'ECONNREFUSED') return 'refused';
  return networkCode === 'ENOTFOUND' || networkCode === 'EAI_AGAIN' ? 'unresolvable' : 'timeout';
}

/** JWT mode requires the call that drops cached keys (MediaMTX contract §2). Releases before v1.12.3 lack it. */
async function supportsKeyRefresh(api: ControlApi): Promise<boolean> {
  try {
    await api.refreshStreamKeys();
    return true;
  } catch (problem) {
    return !(problem instanceof ControlApiProblem && problem.kind === 'not-found');
  }
}

/** Measures the clock offset from the Date header, which has a resolution of one second, within the request's duration. */
async function measureClockAhead(api: ControlApi): Promise<number | null> {
  const startedAt = Date.now();
  const serverTime = await api.clock();
  const now = Date.now();
  if (!serverTime) return null;
  const [earliest, latest] = [serverTime.getTime() - now, serverTime.getTime() + 999 - startedAt];
  return earliest <= 0 && latest >= 0 ? 0 : earliest > 0 ? earliest : latest;
}
