import { isAtLeast, NEWEST_TESTED_RELEASE } from '@ppf/mediamtx';
import { type MediaAuth } from '../settings';

/** Oldest supported release (MediaMTX contract). */
export const OLDEST_RELEASE = 'v1.9.3';
/** Oldest release that accepts the header of our player in JWT mode and reloads keys on request (contract §2). */
export const OLDEST_RELEASE_FOR_JWT = 'v1.12.3';

/** A program with its version; the version is undefined if the program does not run. */
export interface FoundProgram {
  readonly binary: string;
  readonly version: string | undefined;
}

/** Input of the choice. */
export interface MediaServerChances {
  /** MEDIAMTX_HOST is this machine. */
  readonly local: boolean;
  readonly auth: MediaAuth;
  /** The program of MEDIAMTX_BIN. */
  readonly named: FoundProgram | undefined;
  readonly onPath: FoundProgram | undefined;
  /** Downloaded by an earlier start. */
  readonly fetched: FoundProgram | undefined;
  readonly downloadAllowed: boolean;
  /** Reason why the download failed in this start. */
  readonly fetchFailed: string | undefined;
  /** The simulator is not allowed. */
  readonly production: boolean;
}

/** The chosen media server. `why` is part of a sentence for the terminal. */
export type MediaServerChoice =
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'program'; readonly binary: string; readonly version: string; readonly why: string }
  | { readonly kind: 'fetch' }
  | { readonly kind: 'simulator'; readonly why: string }
  | { readonly kind: 'fault'; readonly message: string };

/** Decides in this order: another machine, MEDIAMTX_BIN, the PATH, a download, the simulator. */
export function chooseMediaServer(chances: MediaServerChances): MediaServerChoice {
  if (!chances.local) return { kind: 'elsewhere' };
  const { named, auth } = chances;
  const unusable = (found: FoundProgram) => faultOf(found, auth);
  if (named) {
    const fault = unusable(named);
    if (fault) return { kind: 'fault', message: `MEDIAMTX_BIN names ${named.binary}, ${fault}.` };
    return program(named, 'named by MEDIAMTX_BIN');
  }
  if (chances.onPath && !unusable(chances.onPath)) return program(chances.onPath, 'found on the PATH');
  if (chances.fetched && !unusable(chances.fetched)) return program(chances.fetched, 'fetched before');
  if (chances.downloadAllowed && chances.fetchFailed === undefined) return { kind: 'fetch' };
  const why = chances.fetchFailed ?? 'MEDIAMTX_DOWNLOAD is off and none is on the PATH';
  if (chances.production) {
    return {
      kind: 'fault',
      message: `There is no MediaMTX (${why}) and the simulator may not stand in for it in production: set MEDIAMTX_BIN.`,
    };
  }
  return { kind: 'simulator', why };
}

function program({ binary, version = '' }: FoundProgram, found: string): MediaServerChoice {
  const why = isAtLeast(NEWEST_TESTED_RELEASE, version)
    ? found
    : `${found}. It is newer than ${NEWEST_TESTED_RELEASE}, the newest release that is tested with this software`;
  return { kind: 'program', binary, version, why };
}

function faultOf({ version }: FoundProgram, auth: MediaAuth): string | undefined {
  if (version === undefined) return 'which is not a MediaMTX that runs here';
  if (!isAtLeast(version, OLDEST_RELEASE)) return `which is ${version}, older than ${OLDEST_RELEASE}`;
  if (auth === 'jwt' && !isAtLeast(version, OLDEST_RELEASE_FOR_JWT))
    return `which is ${version}, and MEDIAMTX_AUTH=jwt needs ${OLDEST_RELEASE_FOR_JWT} or later: take a newer one, or MEDIAMTX_AUTH=http`;
  return undefined;
}
