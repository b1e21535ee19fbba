import type { CameraAddressGuard } from '@ppf/camera-probe';
import { bracketedHost, canonicalCameraPath, DEFAULT_CAMERA_PORTS, parseCameraAddress } from '@ppf/contracts';

/**
 * The target of a redirect as an address that can be entered instead: without credentials, and only if a camera may be
 * there. Null: it is not a camera address, or may not be shown.
 */
export async function toRedirectTarget(
  location: string | null,
  guard: Pick<CameraAddressGuard, 'check'>,
): Promise<string | null> {
  const { address } = parseCameraAddress(location ?? '');
  if (!address?.scheme.startsWith('rtsp')) return null;
  const { scheme, host, path } = address;
  const port = address.port ?? DEFAULT_CAMERA_PORTS[scheme];
  if ((await guard.check(host, port)).kind !== 'allowed') return null;
  return `${scheme}://${bracketedHost(host)}:${port}${canonicalCameraPath(path, 'rtsp', false)}`;
}
