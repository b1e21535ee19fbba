import { type Behavior, ControlApiStub } from '@ppf/testing';

/** Current behavior of the control API. */
export type Manners =
  /** As v1.20.1 does. */
  | 'sound'
  | Exclude<Behavior, 'well'>
  /** As v1.9.3: no `info`, fewer fields. */
  | 'older'
  /** Simulates a future release: another version, new fields, and new values of known fields. */
  | 'newer';

type Release = Pick<ControlApiStub, 'behaves' | 'globalConfig' | 'pathFormat' | 'version'>;

const SOUND: Release = {
  behaves: 'well',
  globalConfig: { hls: false },
  pathFormat: 'current',
  version: 'v1.20.1',
};

/** A control API in this process with configurable faults. It lists every configured path as live. */
export interface ScriptedMediaServer {
  /** Latest source of each path. */
  readonly sources: ReadonlyMap<string, string>;
  behave(manners: Manners): void;
  stop(): Promise<void>;
}

export async function startScriptedMediaServer(port: number): Promise<ScriptedMediaServer> {
  const api = new ControlApiStub();
  api.hasOtherLists = true;
  api.sentEverywhere = { since: '2026-01-01T00:00:00Z' };
  Object.assign(api, SOUND);
  await api.start(port);
  return {
    get sources() {
      return new Map([...api.configs].map(([path, { source }]) => [path, String(source)]));
    },
    behave: (manners) => {
      Object.assign(api, releaseOf(manners));
      api.disconnect();
    },
    stop: () => api.stop(),
  };
}

function releaseOf(manners: Manners): Release {
  if (manners === 'sound') return SOUND;
  if (manners === 'older') return { ...SOUND, pathFormat: 'older', version: null };
  if (manners === 'newer')
    return {
      ...SOUND,
      globalConfig: { hls: 'maybe' },
      pathFormat: 'newer',
      version: 'v9.0.0-next+build.7',
    };
  return { ...SOUND, behaves: manners };
}
