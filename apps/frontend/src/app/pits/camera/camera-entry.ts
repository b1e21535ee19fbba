import {
  type Camera,
  type CameraAddress,
  type CameraPreset,
  type CameraPresetName,
  type CameraScheme,
  type CameraTransport,
  canonicalCameraPath,
  parseTypedCameraAddress,
  type PutCameraRequest,
} from '@ppf/contracts';
import { addressText, shownAddress, withPreset } from './camera-address';

/** How a picture can come: fetched from a camera of a known brand, sent to us, or fetched from an address that is known. */
export type CameraConnection = 'camera' | 'push' | 'address';

/** What sends a picture by itself. */
export const SENDERS = ['esp32-cam', 'ffmpeg', 'obs', 'gstreamer', 'whip', 'other'] as const;
export type Sender = (typeof SENDERS)[number];

/** All that the setup asks for; it stays while one goes back and forth. */
export interface CameraEntry {
  readonly connection: CameraConnection | null;
  readonly brand: CameraPresetName | null;
  /** Of a recorder, from 1; a camera has one. */
  readonly channel: number;
  /** As it was typed or pasted, credentials taken out of it. */
  readonly address: string;
  readonly user: string;
  /** Empty: none, or the kept one stays. */
  readonly password: string;
  readonly transport: CameraTransport;
  readonly onDemand: boolean;
  /** SHA-256 of the certificate that is trusted, hex; empty: none in particular. */
  readonly tlsFingerprint: string;
  /** Path of the second, smaller stream; empty: it is not used. */
  readonly subPath: string;
  /** Re-encoded to H.264 here. */
  readonly transcode: boolean;
  readonly sender: Sender | null;
  /** A sender also sends a second, smaller stream. */
  readonly sub: boolean;
  /** Addresses that may send without the key, with spaces between. */
  readonly allowList: string;
}

/** Before anything was answered. */
export const EMPTY_ENTRY: CameraEntry = {
  connection: null,
  brand: null,
  channel: 1,
  address: '',
  user: '',
  password: '',
  transport: 'tcp',
  onDemand: false,
  tlsFingerprint: '',
  subPath: '',
  transcode: false,
  sender: null,
  sub: false,
  allowList: '',
};

/** The entry that a camera was made of, as far as it may be known: its password is not. */
export function entryOf(camera: Camera): CameraEntry {
  const { on_demand: onDemand, transcode } = camera;
  if (camera.kind === 'push') {
    const allowList = camera.allow_list.join(' ');
    return { ...EMPTY_ENTRY, connection: 'push', onDemand, transcode, sub: camera.sub, allowList };
  }
  return {
    ...EMPTY_ENTRY,
    connection: 'address',
    address: shownAddress(camera),
    user: camera.user ?? '',
    transport: camera.transport ?? EMPTY_ENTRY.transport,
    onDemand,
    tlsFingerprint: camera.tls_fingerprint ?? '',
    subPath: camera.sub_path ?? '',
    transcode,
  };
}

/** Where the camera is, by what was entered; null while it cannot be read. `preset`: of the brand that was chosen. */
export function addressOf(entry: CameraEntry, preset: CameraPreset | null): CameraAddress | null {
  const { address } = parseTypedCameraAddress(entry.address);
  if (!address) return null;
  const whole = withPreset(address, entry.connection === 'camera' ? preset : null, entry.channel);
  return { ...whole, user: entry.user || whole.user, password: entry.password || whole.password };
}

/** Moves credentials that were pasted with the address to where they belong, so that the password is not left in sight. */
export function withCredentialsTakenOut(entry: CameraEntry): CameraEntry {
  const { address: read } = parseTypedCameraAddress(entry.address);
  if (!read || (!read.user && !read.password)) return entry;
  const scheme = /^\s*[a-z]+:\/\//i.exec(entry.address)?.[0] ?? '';
  const shown = addressText(read).slice(`${read.scheme}://`.length);
  return {
    ...entry,
    address: `${scheme.trim()}${read.path === '/' ? shown.replace(/\/$/, '') : shown}`,
    user: read.user || entry.user,
    password: read.password || entry.password,
  };
}

/** What is sent for it; null when the address cannot be read. An empty password is left out: a kept one stays. */
export function cameraRequest(entry: CameraEntry, preset: CameraPreset | null): PutCameraRequest | null {
  if (entry.connection === 'push') return pushRequest(entry);
  const address = addressOf(entry, preset);
  if (!address) return null;
  const { host, port, path, user, password, scheme } = address;
  const canonical = (each: string) =>
    canonicalCameraPath(each, isMjpeg(scheme) ? 'mjpeg' : 'rtsp', user !== '');
  const place = {
    host,
    path: canonical(path),
    ...(port === null ? {} : { port }),
    on_demand: entry.onDemand,
  };
  if (isMjpeg(scheme))
    return { kind: 'pull', feed: 'mjpeg', tls: scheme === 'https', ...place, transcode: true };
  const tls = scheme === 'rtsps';
  return {
    kind: 'pull',
    tls,
    ...place,
    transport: entry.transport,
    transcode: entry.transcode,
    ...(user ? { user } : {}),
    ...(password ? { password } : {}),
    ...(entry.subPath ? { sub_path: canonical(entry.subPath) } : {}),
    ...(tls && entry.tlsFingerprint ? { tls_fingerprint: bare(entry.tlsFingerprint) } : {}),
  };
}

/** Whether an address is of pictures over HTTP: re-encoded always, and fetched without signing in. */
export function isMjpeg(scheme: CameraScheme): boolean {
  return scheme === 'http' || scheme === 'https';
}

function pushRequest({ transcode, onDemand, sub, allowList }: CameraEntry): PutCameraRequest {
  const allowed = allowList.split(/[\s,;]+/).filter((range) => range !== '');
  return { kind: 'push', transcode, on_demand: transcode && onDemand, sub, allow_list: allowed };
}

// Certificates are shown with colons between, and in capitals.
function bare(fingerprint: string): string {
  return fingerprint.replace(/[\s:]/g, '').toLowerCase();
}
