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

/** How the video reaches the media server: pulled from a camera of a known brand, published, or pulled from a known URL. */
export type CameraConnection = 'camera' | 'push' | 'address';

/** Kinds of cameras and encoders that publish. */
export const PUBLISHERS = ['esp32-cam', 'ffmpeg', 'obs', 'gstreamer', 'whip', 'other'] as const;
export type Publisher = (typeof PUBLISHERS)[number];

/** All answers of the camera setup, kept across its steps. */
export interface CameraEntry {
  readonly connection: CameraConnection | null;
  readonly brand: CameraPresetName | null;
  /** Channel of a recorder, from 1; 1 for a camera. */
  readonly channel: number;
  /** As typed or pasted, without credentials. */
  readonly address: string;
  readonly user: string;
  /** Empty: none, or the stored one is kept. */
  readonly password: string;
  readonly transport: CameraTransport;
  readonly onDemand: boolean;
  /** SHA-256 of the confirmed certificate, hex; empty: none. */
  readonly tlsFingerprint: string;
  /** Path of the sub stream; empty: none. */
  readonly subPath: string;
  /** Whether the media server re-encodes the video to H.264. */
  readonly transcode: boolean;
  readonly publisher: Publisher | null;
  /** Whether the publisher also publishes a sub stream. */
  readonly sub: boolean;
  /** Addresses that may publish without the key, separated by spaces. */
  readonly allowList: string;
}

/** The entry before the first response. */
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
  publisher: null,
  sub: false,
  allowList: '',
};

/** The entry of an existing camera. Its password is unknown to the dashboard. */
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

/** The camera's address by what was entered; null while it is invalid. @param preset Of the chosen brand. */
export function addressOf(entry: CameraEntry, preset: CameraPreset | null): CameraAddress | null {
  const { address } = parseTypedCameraAddress(entry.address);
  if (!address) return null;
  const whole = withPreset(address, entry.connection === 'camera' ? preset : null, entry.channel);
  return { ...whole, user: entry.user || whole.user, password: entry.password || whole.password };
}

/** Moves credentials that were pasted with the address into their fields, so that the password is not visible. */
export function splitPastedCredentials(entry: CameraEntry): CameraEntry {
  const { address: parsed } = parseTypedCameraAddress(entry.address);
  if (!parsed || (!parsed.user && !parsed.password)) return entry;
  const scheme = /^\s*[a-z]+:\/\//i.exec(entry.address)?.[0] ?? '';
  const shown = addressText(parsed).slice(`${parsed.scheme}://`.length);
  return {
    ...entry,
    address: `${scheme.trim()}${parsed.path === '/' ? shown.replace(/\/$/, '') : shown}`,
    user: parsed.user || entry.user,
    password: parsed.password || entry.password,
  };
}

/** The request that saves the entry; null when the address is invalid. Without a password the stored one is kept. */
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
    ...(tls && entry.tlsFingerprint ? { tls_fingerprint: normalizedFingerprint(entry.tlsFingerprint) } : {}),
  };
}

/** Whether a scheme means MJPEG over HTTP, which is always re-encoded and pulled without credentials. */
export function isMjpeg(scheme: CameraScheme): boolean {
  return scheme === 'http' || scheme === 'https';
}

function pushRequest({ transcode, onDemand, sub, allowList }: CameraEntry): PutCameraRequest {
  const allowed = allowList.split(/[\s,;]+/).filter((range) => range !== '');
  return { kind: 'push', transcode, on_demand: transcode && onDemand, sub, allow_list: allowed };
}

// Cameras show fingerprints in capitals and with colons.
function normalizedFingerprint(fingerprint: string): string {
  return fingerprint.replace(/[\s:]/g, '').toLowerCase();
}
