import { isAtLeast, NEWEST_TESTED_RELEASE } from '@ppf/mediamtx';
import { type MediaAuth } from '../settings';

/** The oldest release that the product works with (MediaMTX contract). */
export const OLDEST_RELEASE = 'v1.9.3';
/** The oldest one that takes our player's header in JWT mode, and fetches changed keys when it is told to (contract §2). */
export const OLDEST_RELEASE_FOR_JWT = 'v1.12.3';

/** A program that was found, and what it says it is; undefined when it does not run. */
export interface FoundProgram {
  readonly binary: string;
  readonly version: string | undefined;
}

/** All that the choice depends on. */
export interface MediaServerChances {
  /** MEDIAMTX_HOST is this machine. */
  readonly local: boolean;
  readonly auth: MediaAuth;
  /** What MEDIAMTX_BIN names. */
  readonly named: FoundProgram | undefined;
  readonly onPath: FoundProgram | undefined;
  /** Fetched by an earlier start. */
  readonly fetched: FoundProgram | undefined;
  readonly downloadAllowed: boolean;
  /** Why an attempt of this start to fetch one failed. */
  readonly fetchFailed: string | undefined;
  /** The simulator may not stand in. */
  readonly production: boolean;
}

/** What to do for a media server. `why` is a half-sentence for the person at the terminal. */
export type MediaServerChoice =
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'program'; readonly binary: string; readonly version: string; readonly why: string }
  | { readonly kind: 'fetch' }
  | { readonly kind: 'simulator'; readonly why: string }
  | { readonly kind: 'fault'; readonly message: string };

/** Decides: another machine's, else MEDIAMTX_BIN, else the PATH's, else a fetched one, else the simulator. */
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
  if (version === undefined) return 'which is no MediaMTX that runs here';
  if (!isAtLeast(version, OLDEST_RELEASE)) return `which is ${version}, older than ${OLDEST_RELEASE}`;
  if (auth === 'jwt' && !isAtLeast(version, OLDEST_RELEASE_FOR_JWT))
    return `which is ${version}, and MEDIAMTX_AUTH=jwt needs ${OLDEST_RELEASE_FOR_JWT} or later: take a newer one, or MEDIAMTX_AUTH=http`;
  return undefined;
}
