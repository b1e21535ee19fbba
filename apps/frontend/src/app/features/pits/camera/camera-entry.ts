import type {
  Camera,
  CameraPreset,
  CameraPresetName,
  CameraTransport,
  PutCameraRequest,
} from '@ppf/contracts';
import { type CameraAddress, readTypedAddress, shownAddress, withPreset } from './camera-address';

/** How a picture can come: fetched from a camera of a known brand, sent to us, or fetched from an address that is known. */
export type CameraConnection = 'camera' | 'push' | 'address';

/** What sends a picture by itself. */
export const SENDERS = ['esp32-cam', 'ffmpeg', 'obs', 'gstreamer', 'other'] as const;
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
  readonly sender: Sender | null;
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
  sender: null,
};

/** The entry that a camera was made of, as far as it may be known: its password is not. */
export function entryOf(camera: Camera): CameraEntry {
  if (camera.kind === 'push') return { ...EMPTY_ENTRY, connection: 'push' };
  return {
    ...EMPTY_ENTRY,
    connection: 'address',
    address: shownAddress(camera),
    user: camera.user ?? '',
    transport: camera.transport ?? EMPTY_ENTRY.transport,
    onDemand: camera.on_demand,
  };
}

/** Where the camera is, by what was entered; null while it cannot be read. `preset`: of the brand that was chosen. */
export function addressOf(entry: CameraEntry, preset: CameraPreset | null): CameraAddress | null {
  const address = readTypedAddress(entry.address);
  if (!address) return null;
  const whole = withPreset(address, entry.connection === 'camera' ? preset : null, entry.channel);
  return { ...whole, user: entry.user || whole.user, password: entry.password || whole.password };
}

/** Moves credentials that were pasted with the address to where they belong, so that the password is not left in sight. */
export function withCredentialsTakenOut(entry: CameraEntry): CameraEntry {
  const read = readTypedAddress(entry.address);
  if (!read || (!read.user && !read.password)) return entry;
  const at = entry.address.lastIndexOf('@');
  const scheme = /^\s*[a-z]+:\/\//i.exec(entry.address)?.[0] ?? '';
  return {
    ...entry,
    address: `${scheme.trim()}${entry.address.slice(at + 1).trim()}`,
    user: read.user || entry.user,
    password: read.password || entry.password,
  };
}

/** What is sent for it; null when the address cannot be read. An empty password is left out: a kept one stays. */
export function cameraRequest(entry: CameraEntry, preset: CameraPreset | null): PutCameraRequest | null {
  if (entry.connection === 'push') return { kind: 'push' };
  const address = addressOf(entry, preset);
  if (!address) return null;
  const { host, port, path, user, password } = address;
  return {
    kind: 'pull',
    tls: address.scheme === 'rtsps',
    host,
    path,
    transport: entry.transport,
    on_demand: entry.onDemand,
    ...(port === null ? {} : { port }),
    ...(user ? { user } : {}),
    ...(password ? { password } : {}),
  };
}
