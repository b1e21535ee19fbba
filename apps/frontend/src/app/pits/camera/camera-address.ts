import {
  bracketedHost,
  type Camera,
  type CameraAddress,
  type CameraPreset,
  type CameraScheme,
  cameraSchemeOf,
  DEFAULT_CAMERA_PORTS,
} from '@ppf/contracts';

/** The address, completed with the brand's port and path. @param channel Channel of a recorder, from 1. */
export function withPreset(
  address: CameraAddress,
  preset: CameraPreset | null,
  channel: number,
): CameraAddress {
  if (!preset) return address;
  const port = address.port ?? (address.scheme === 'rtsp' ? preset.port : null);
  return {
    ...address,
    port,
    path: address.path === '/' ? (mainPathOf(preset, channel) ?? '/') : address.path,
  };
}

/** A brand's path of the main stream of a channel; null when only the camera's web page shows it. */
export function mainPathOf(preset: CameraPreset, channel: number): string | null {
  return filledIn(preset.main_path, preset, channel);
}

/** A brand's path of the sub stream of a channel; null when there is none, or it is unknown. */
export function subPathOf(preset: CameraPreset, channel: number): string | null {
  return filledIn(preset.sub_path, preset, channel);
}

function filledIn(template: string | null, preset: CameraPreset, channel: number): string | null {
  const digits = String(channel).padStart(preset.channel_digits, '0');
  return template?.replaceAll('{channel}', digits) ?? null;
}

/** The address as a URL without its credentials. */
export function addressText({ scheme, host, port, path }: CameraAddress): string {
  return `${scheme}://${bracketedHost(host)}${port === null ? '' : `:${port}`}${path}`;
}

/** The URL of a camera without credentials, and without its default port; empty: it has no address. */
export function shownAddress(camera: Pick<Camera, 'feed' | 'tls' | 'host' | 'port' | 'path'>): string {
  if (!camera.host) return '';
  const scheme = schemeOf(camera);
  const port = camera.port === DEFAULT_CAMERA_PORTS[scheme] ? null : camera.port;
  return addressText({
    scheme,
    host: camera.host,
    port,
    // The API returns no path to staff.
    path: camera.path ?? '',
    user: '',
    password: '',
  });
}

/** The port of the address, or the default port of its scheme. */
export function portOf(address: CameraAddress): number {
  return address.port ?? DEFAULT_CAMERA_PORTS[address.scheme];
}

function schemeOf({ feed, tls }: Pick<Camera, 'feed' | 'tls'>): CameraScheme {
  return cameraSchemeOf(feed ?? 'rtsp', tls);
}
