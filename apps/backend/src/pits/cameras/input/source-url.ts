import {
  bracketedHost,
  type CameraFeed,
  cameraSchemeOf,
  canonicalCameraPath,
  DEFAULT_CAMERA_PORTS,
  isCameraHost,
} from '@ppf/contracts';

/** Address and credentials of a pulled camera. */
export interface SourceAddress {
  readonly feed: CameraFeed;
  /** `rtsps`, `https`. */
  readonly tls: boolean;
  /** Host name or address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** With its leading slash, query included. */
  readonly path: string;
  /** Decoded. Null: none. */
  readonly user: string | null;
  /** Decoded. Null: none. */
  readonly password: string | null;
}

/** The default port of a camera. */
export function defaultPort(feed: CameraFeed, tls: boolean): number {
  return DEFAULT_CAMERA_PORTS[cameraSchemeOf(feed, tls)];
}

/**
 * Composes the source URL for MediaMTX. User and password are percent-encoded completely: MediaMTX decodes them before
 * sign-in, and logs a URL that it cannot parse, with the password (MediaMTX contract §4, §7). The path is in the canonical
 * form, so that a camera test requests the same.
 * @throws RangeError when the host is not valid, because MediaMTX would log the URL.
 */
export function composeSourceUrl(address: SourceAddress): string {
  const { feed, tls, host, port, path, user, password } = address;
  if (!isCameraHost(host)) throw new RangeError('The host of a source URL is not valid.');
  const hasCredentials = user !== null || password !== null;
  const credentials = hasCredentials
    ? `${encodeStrictly(user ?? '')}${password === null ? '' : `:${encodeStrictly(password)}`}@`
    : '';
  const scheme = cameraSchemeOf(feed, tls);
  return `${scheme}://${credentials}${bracketedHost(host)}:${port}${canonicalCameraPath(path, feed, hasCredentials)}`;
}

// encodeURIComponent throws for an unpaired surrogate. It does not encode !'()*, which parsers treat differently.
function encodeStrictly(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
