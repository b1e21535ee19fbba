import { canonicalCameraPath, DEFAULT_CAMERA_PORTS, parseCameraAddress } from '@ppf/contracts';

/** Address of a stream at the camera's own host: its declared host may be valid only in its own network. */
export interface StreamPlace {
  /** Whether it is `rtsps`. */
  readonly tls: boolean;
  readonly port: number;
  /** With its leading slash, query included. */
  readonly path: string;
}

const MAX_PATH_LENGTH = 1000;

/**
 * Reads the URI of GetStreamUri as devices send it: with blanks and line breaks around it and in it, escaped twice
 * (`&amp;`), without a host (`rtsp://:554/…`), with two ports (`rtsp://h:80:554/…`, the last one is RTSP's), and with
 * passwords as they are, `/` and `@` included. Its host and its credentials are dropped. Null: it is not an RTSP address.
 */
export function parseStreamUri(uri: string): StreamPlace | null {
  const { address } = parseCameraAddress(repairUri(uri));
  if (address === null || !address.scheme.startsWith('rtsp')) return null;
  const path = canonicalCameraPath(address.path, 'rtsp', true);
  if (path.length > MAX_PATH_LENGTH) return null;
  const tls = address.scheme === 'rtsps';
  return { tls, port: address.port ?? DEFAULT_CAMERA_PORTS[address.scheme], path };
}

const NO_HOST = /^(rtsps?:\/\/(?:.*@)?)(?=:\d|\/|$)/is;
const TWO_PORTS = /^(rtsps?:\/\/(?:.*@)?(?:\[[^\]]*\]|[^:/?#@[\]]*)):\d{0,5}(:\d{1,5})(?=[/?#]|$)/is;

function repairUri(uri: string): string {
  return (
    uri
      .replace(/[\r\n\t\0]+/g, '')
      .trim()
      // A URI has no `&amp;`: if one is left, the device escaped it twice.
      .replace(/&amp;/gi, '&')
      // The camera's own host is used in any case.
      .replace(NO_HOST, '$1camera')
      .replace(TWO_PORTS, '$1$2')
  );
}
