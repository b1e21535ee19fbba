import { isAtLeast } from '../release';
import { fieldsOf, textOf } from './json-fields';

/** From this release on HLS has sessions and asks the hook once for each; before, for every file (MediaMTX contract §6). */
export const HLS_SESSIONS_SINCE = 'v1.18.0';

/** What the global configuration says of HLS. */
export interface HlsSettings {
  /** `lowLatency`, `fmp4` or `mpegts`. */
  readonly variant: string;
  /** Whether every stream that is not on demand has its muxer all the time, and not from the first request on. */
  readonly alwaysRemux: boolean;
}

/** Reads a global configuration; null where HLS is off. Takes nothing else from it: it holds secrets. */
export function hlsSettingsOf(config: unknown): HlsSettings | null {
  const { hls, hlsVariant, hlsAlwaysRemux } = fieldsOf(config);
  return hls === true ? { variant: textOf(hlsVariant), alwaysRemux: hlsAlwaysRemux === true } : null;
}

/**
 * Whether a picture can be had of HLS at once: parts of a stored group of pictures, for one call of the hook. What
 * up to v1.17.1 costs, a call for each part, would hold up the media server (MediaMTX contract §0).
 */
export function keepsPicturesReady(version: string | null, hls: HlsSettings | null): boolean {
  return (
    version !== null &&
    isAtLeast(version, HLS_SESSIONS_SINCE) &&
    hls?.variant === 'lowLatency' &&
    hls.alwaysRemux
  );
}
