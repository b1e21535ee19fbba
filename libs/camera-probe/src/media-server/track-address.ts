import { type GoUrl, parseGoUrl, writeGoUrl } from './go-url';
import type { RtspClientRules } from '@ppf/mediamtx';
import { attributeOf } from './validate-description';
import type { SdpDescription } from './parse-description';

/** Origin of a base address that is not valid. */
export type BaseFault = 'session-control' | 'content-base';

/**
 * The base address of tracks: the description's own `control`, else `Content-Base`, else the requested
 * address (RFC 2326 §C.1.1; gortsplib, `findBaseURL`).
 * @param contentBase Values of the header.
 */
export function baseAddress(
  { attributes }: SdpDescription,
  contentBase: readonly string[],
  request: GoUrl,
  rules: RtspClientRules,
): GoUrl | BaseFault {
  const control = attributeOf(attributes, 'control');
  if (control !== null && control !== '*') return parseGoUrl(control) ?? 'session-control';
  const [value, second] = contentBase;
  if (value === undefined) return request;
  if (second !== undefined) return 'content-base';
  const isPath = value.startsWith('/') && rules.allowsPathAsContentBase;
  return parseGoUrl(isPath ? `${request.scheme}://${request.host}${value}` : value) ?? 'content-base';
}

/** The address of a track (gortsplib, `Media.URL`); null: the media server cannot build one. */
export function trackAddress(control: string, base: GoUrl): GoUrl | null {
  if (control === '') return base;
  if (/^rtsps?:\/\//.test(control)) {
    const own = parseGoUrl(control);
    return own === null ? null : { ...own, host: base.host };
  }
  const text = writeGoUrl(base);
  const slash = /^[?/]/.test(control) || text.endsWith('/') ? '' : '/';
  return parseGoUrl(`${text}${slash}${control}`);
}
