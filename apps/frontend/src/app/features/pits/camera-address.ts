import type { Camera, CameraPreset, PutCameraRequest } from '@ppf/contracts';

/** A camera's address as people paste it, taken apart. */
export interface CameraAddress {
  readonly scheme: 'rtsp' | 'rtsps';
  readonly host: string;
  /** Null: the scheme's own. */
  readonly port: number | null;
  /** With its leading slash, query included. */
  readonly path: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Reads `rtsp://user:password@host:port/path`. Passwords are often pasted as they are, with `@`, `#` or `/` in them,
 * so the last `@` before the host's slash ends the credentials; percent signs are decoded where they are valid.
 * Null: no address.
 */
export function readCameraAddress(text: string): CameraAddress | null {
  const whole = /^(rtsps?):\/\/(?:(.*)@)?([^/@?#\s]+)([/?][^\s]*)?$/i.exec(text.trim());
  if (!whole) return null;
  const place = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(whole[3] ?? '');
  if (!place) return null;
  const port = place[2] === undefined ? null : Number(place[2]);
  if (port !== null && (port < 1 || port > 65535)) return null;
  const credentials = whole[2] ?? '';
  const colon = credentials.indexOf(':');
  const path = whole[4] ?? '/';
  return {
    scheme: whole[1]?.toLowerCase() === 'rtsps' ? 'rtsps' : 'rtsp',
    host: place[1] ?? '',
    port,
    path: path.startsWith('/') ? path : `/${path}`,
    user: decoded(colon < 0 ? credentials : credentials.slice(0, colon)),
    password: colon < 0 ? '' : decoded(credentials.slice(colon + 1)),
  };
}

/** The address with a brand's port and path for channel 1, where it has a host but no path yet; else as it is. */
export function withPreset(text: string, preset: CameraPreset): string {
  const address = readCameraAddress(/^[a-z]+:\/\//i.test(text.trim()) ? text : `rtsp://${text.trim()}`);
  if (!address || address.path !== '/' || preset.main_path === null) return text;
  const channel = '1'.padStart(preset.channel_digits, '0');
  const port = address.port ?? (address.scheme === 'rtsp' ? preset.port : null);
  const { user, password } = address;
  const credentials = user || password ? `${encodeURIComponent(user)}:${encodeURIComponent(password)}@` : '';
  const place = `${credentials}${address.host}${port === null ? '' : `:${port}`}`;
  return `${address.scheme}://${place}${preset.main_path.replaceAll('{channel}', channel)}`;
}

/** The address without credentials: what may be shown. */
export function shownAddress(camera: Pick<Camera, 'tls' | 'host' | 'port' | 'path'>): string {
  if (!camera.host) return '';
  const usual = camera.tls ? 322 : 554;
  const port = camera.port === null || camera.port === usual ? '' : `:${camera.port}`;
  return `${camera.tls ? 'rtsps' : 'rtsp'}://${camera.host}${port}${camera.path ?? '/'}`;
}

/** What the camera dialog asks for. */
export interface CameraEntry {
  readonly kind: 'pull' | 'push';
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly transport: 'automatic' | 'tcp' | 'udp';
  readonly onDemand: boolean;
}

/** What is sent for it; null when the address cannot be read. An empty password is left out: a kept one stays. */
export function cameraRequest(entry: CameraEntry): PutCameraRequest | null {
  if (entry.kind === 'push') return { kind: 'push' };
  const address = readCameraAddress(entry.address);
  if (!address) return null;
  const user = entry.user || address.user;
  const password = entry.password || address.password;
  return {
    kind: 'pull',
    tls: address.scheme === 'rtsps',
    host: address.host,
    path: address.path,
    transport: entry.transport,
    on_demand: entry.onDemand,
    ...(address.port === null ? {} : { port: address.port }),
    ...(user ? { user } : {}),
    ...(password ? { password } : {}),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A bare percent sign is part of the password.
  }
}
