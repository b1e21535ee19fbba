import {
  bracketedHost,
  type CameraFeed,
  cameraSchemeOf,
  canonicalCameraPath,
  DEFAULT_CAMERA_PORTS,
  isCameraHost,
} from '@ppf/contracts';

/** Where a camera is and how to sign in to it. */
export interface SourceAddress {
  readonly feed: CameraFeed;
  /** `rtsps`, `https`. */
  readonly tls: boolean;
  /** Host name or address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** With its leading slash, query included. */
  readonly path: string;
  /** Decoded; null: none. */
  readonly user: string | null;
  /** Decoded; null: none. */
  readonly password: string | null;
}

/** The port of a camera when nobody says one. */
export function defaultPort(feed: CameraFeed, tls: boolean): number {
  return DEFAULT_CAMERA_PORTS[cameraSchemeOf(feed, tls)];
}

/**
 * The URL that MediaMTX is given. User and password are percent-encoded entirely: MediaMTX decodes them before it
 * signs in, and echoes a URL that it cannot read, password included (MediaMTX contract §4, §7). The rest is in the one
 * form that no release changes, so that a camera test asks for the same.
 * @throws RangeError for a host that is none: MediaMTX would log the URL.
 */
export function composeSourceUrl(address: SourceAddress): string {
  const { feed, tls, host, port, path, user, password } = address;
  if (!isCameraHost(host)) throw new RangeError('What is no host must not stand in a URL.');
  const hasCredentials = user !== null || password !== null;
  const credentials = hasCredentials
    ? `${encodeStrictly(user ?? '')}${password === null ? '' : `:${encodeStrictly(password)}`}@`
    : '';
  const scheme = cameraSchemeOf(feed, tls);
  return `${scheme}://${credentials}${bracketedHost(host)}:${port}${canonicalCameraPath(path, feed, hasCredentials)}`;
}

// Half a surrogate pair would make encodeURIComponent throw; it leaves !'()* as they are, legal there, but not read
// alike by all parsers.
function encodeStrictly(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
