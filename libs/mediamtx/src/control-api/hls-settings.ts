import { isAtLeast } from '../release';
import { fieldsOf, textOf } from './json-fields';

/** First release with HLS sessions, which call the auth hook once each; before, every file does (MediaMTX contract §6). */
export const HLS_SESSIONS_SINCE = 'v1.18.0';

/** HLS settings of the global configuration. */
export interface HlsSettings {
  /** `lowLatency`, `fmp4` or `mpegts`. */
  readonly variant: string;
  /** Whether every stream that is not on demand has a muxer before the first request. */
  readonly alwaysRemux: boolean;
}

/** Parses a global configuration; null when HLS is off. Drops everything else, because it contains secrets. */
export function hlsSettingsOf(config: unknown): HlsSettings | null {
  const { hls, hlsVariant, hlsAlwaysRemux } = fieldsOf(config);
  return hls === true ? { variant: textOf(hlsVariant), alwaysRemux: hlsAlwaysRemux === true } : null;
}

/**
 * Whether HLS has a picture ready: parts of a stored group of pictures, for one call of the auth hook. Up to v1.17.1 every
 * part calls the auth hook, which would delay the media server (MediaMTX contract §0).
 */
export function keepsPicturesReady(version: string | null, hls: HlsSettings | null): boolean {
  return (
    version !== null &&
    isAtLeast(version, HLS_SESSIONS_SINCE) &&
    hls?.variant === 'lowLatency' &&
    hls.alwaysRemux
  );
}
