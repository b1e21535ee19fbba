import type { CameraAddressGuard } from '../address/camera-address-guard';
import { askOnvif } from './ask-onvif';
import { shortText } from './discover-cameras';
import type { SaidProfile } from './onvif-job';

/** The camera to be asked. */
export interface OnvifTarget {
  /** Name or address, IPv6 without brackets. */
  readonly host: string;
  /** Of its ONVIF service. */
  readonly port: number;
  /** Null: no sign-in. */
  readonly user: string | null;
  readonly password: string | null;
}

/** A stream that a camera offers, at its own host. */
export interface OfferedStream {
  readonly name: string;
  /** RTSP port. */
  readonly port: number;
  /** With its leading slash, query included. */
  readonly path: string;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly frameRate: number | null;
  /** What it suits as; null: neither. */
  readonly suits: 'main' | 'sub' | null;
}

/** Why a camera does not tell its streams. A closed list. */
export const STREAMS_FAULTS = [
  'unresolvable',
  'address-refused',
  'unreachable',
  'not-onvif',
  'wrong-password',
  'no-streams',
] as const;
export type StreamsFault = (typeof STREAMS_FAULTS)[number];

/** The faults in words, and what to do. */
export const STREAMS_FAULT_TEXTS: Readonly<
  Record<StreamsFault, { readonly sentence: string; readonly fix: string }>
> = {
  unresolvable: {
    sentence: 'There is no camera by this name in the network.',
    fix: 'Check the spelling, or enter the camera’s IP address: the camera’s app or your router shows it.',
  },
  'address-refused': {
    sentence: 'A camera cannot be at this address.',
    fix: 'Enter the address that the camera has in the workshop’s network, such as 192.168.1.64.',
  },
  unreachable: {
    sentence: 'Nothing answers at this address and port.',
    fix: 'Check that the camera is on, and its ONVIF port (usually 80, 8000, 8080 or 2020).',
  },
  'not-onvif': {
    sentence: 'What answers there does not speak ONVIF.',
    fix: 'Switch ONVIF on in the camera’s settings and check its ONVIF port, or enter the path of the stream by hand.',
  },
  'wrong-password': {
    sentence: 'The camera does not take this user and password for ONVIF.',
    fix: 'Enter the user that the camera has for ONVIF: many cameras keep it apart from the one of their web page.',
  },
  'no-streams': {
    sentence: 'The camera speaks ONVIF, but tells no stream.',
    fix: 'Give the user the right to watch in the camera, or enter the path of the stream by hand.',
  },
};

/** For one answer, and for all of them, in ms. */
const REQUEST_MS = 3_000;
const TOTAL_MS = 8_000;

/**
 * Asks a camera by ONVIF for its streams, largest first. Connects to nothing but an address that the guard allowed.
 * @returns the streams, or why there are none. @throws the signal's reason when it is aborted.
 */
export async function findCameraStreams(
  { host, port, user, password }: OnvifTarget,
  { guard, signal }: { readonly guard: CameraAddressGuard; readonly signal: AbortSignal },
): Promise<readonly OfferedStream[] | StreamsFault> {
  const verdict = await guard.judge(host, port);
  if (verdict.kind === 'unresolvable') return 'unresolvable';
  if (verdict.kind === 'refused') return 'address-refused';
  const [address = host] = verdict.addresses;
  const job = { kind: 'streams', host: address, port, user, password, requestMs: REQUEST_MS } as const;
  const [said] = await askOnvif(job, TOTAL_MS, signal);
  if (said?.kind === 'failed') return said.reason;
  if (said?.kind !== 'profiles') return 'not-onvif';
  const streams = offeredStreams(said.profiles);
  return streams.length === 0 ? 'no-streams' : streams;
}

/** Profiles as streams: those with an RTSP address, largest first, each path once. Pure. */
export function offeredStreams(profiles: readonly SaidProfile[]): readonly OfferedStream[] {
  const streams = profiles
    .flatMap(streamOf)
    .filter((stream, at, all) => all.findIndex(({ path }) => path === stream.path) === at)
    .sort((a, b) => sizeOf(b) - sizeOf(a));
  const shown = streams.filter(({ codec }) => codec === null || codec === 'H264');
  const [main] = shown;
  const sub = shown.at(-1);
  return streams.map((stream) => ({
    ...stream,
    suits: stream === main ? 'main' : stream === sub ? 'sub' : null,
  }));
}

function streamOf({
  name,
  uri,
  encoding,
  width,
  height,
  frameRate,
}: SaidProfile): Omit<OfferedStream, 'suits'>[] {
  if (!/^rtsp:\/\//i.test(uri) || !URL.canParse(uri)) return [];
  // Its host may be one that only the camera knows, and its credentials are not ours to show.
  const { port, pathname, search } = new URL(uri);
  const path = `${pathname || '/'}${search}`;
  if (!/^\/[\x21-\x7e]{0,999}$/.test(path)) return [];
  const codec = encoding === null ? null : codecOf(encoding);
  return [
    { name: shortText(name) ?? 'Stream', port: Number(port) || 554, path, codec, width, height, frameRate },
  ];
}

function codecOf(encoding: string): string {
  const name = encoding
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 20);
  return name === 'HEVC' ? 'H265' : name;
}

function sizeOf({ width, height }: Pick<OfferedStream, 'width' | 'height'>): number {
  return (width ?? 0) * (height ?? 0);
}
