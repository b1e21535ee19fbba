import {
  type ControlApi,
  ControlApiProblem,
  matchesPathName,
  parsePath,
  rawPathOf,
  type ServerSettings,
} from '@ppf/mediamtx';
import type { ServerFacts } from './pit-facts';

/** What is asked of a media server. */
export interface MediaServerProbe {
  readonly path: string;
  readonly auth: 'http' | 'jwt';
  /** What it is to show its hook. */
  readonly hookCredential: { readonly user: string; readonly password: string };
}

/** Asks a control API what it is and how it is set up. Never fails; nothing that it says passes but what is named here. */
export async function probeMediaServer(
  api: ControlApi,
  { path, auth, hookCredential }: MediaServerProbe,
): Promise<ServerFacts> {
  const began = performance.now();
  const nothing = {
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
    const [clockAheadMs, settings, configs, receivedBytes, knowsKeys] = await Promise.all([
      aheadOf(api),
      api.settings(hookCredential).catch((): ServerSettings | null => null),
      api.pathConfigs.list(),
      arrivedAt(api, path),
      auth === 'jwt' ? takesKeys(api) : true,
    ]);
    const hasPath = configs.some((config) => config.name === path || matchesPathName(config, path));
    return {
      reachability: 'responds',
      ms: ms(),
      version,
      isTooOld: !knowsKeys,
      clockAheadMs,
      settings,
      hasPath,
      receivedBytes,
    };
  } catch (problem) {
    if (!(problem instanceof ControlApiProblem)) throw problem;
    // Every release from v1.9.3 on has lists of path configurations.
    const isTooOld = problem.kind === 'not-found';
    return { ...nothing, isTooOld, reachability: isTooOld ? 'responds' : toReachability(problem), ms: ms() };
  }
}

/** A transcoded stream arrives at the raw path, and only what is transcoded from it at the pit's own. */
async function arrivedAt(api: ControlApi, path: string): Promise<number | null> {
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

/** JWT mode needs the call that drops kept keys (MediaMTX contract §2); `not-found` tells a release before v1.12.3. */
async function takesKeys(api: ControlApi): Promise<boolean> {
  try {
    await api.refreshStreamKeys();
    return true;
  } catch (problem) {
    return !(problem instanceof ControlApiProblem && problem.kind === 'not-found');
  }
}

/** To the second, as HTTP tells it; what the exchange took lies between. */
async function aheadOf(api: ControlApi): Promise<number | null> {
  const asked = Date.now();
  const told = await api.clock();
  const now = Date.now();
  if (!told) return null;
  const [earliest, latest] = [told.getTime() - now, told.getTime() + 999 - asked];
  return earliest <= 0 && latest >= 0 ? 0 : earliest > 0 ? earliest : latest;
}
