import { type PathConfig, pathOf, rawPathOf, transcodeCommand } from '@ppf/mediamtx';
import { type CameraEntity, type PitEntity } from '../../../pits';
import { type DesiredPath } from './desired-path';
import { transcodeHttp } from './transcode-http';

/** Source URLs of a pulled camera, with the password; null: unknown, and the existing source of MediaMTX may stay. */
export interface CameraSources {
  readonly main: string | null;
  readonly sub: string | null;
}

type CameraSettings = Omit<
  CameraEntity,
  'id' | 'createdAt' | 'sealedPassword' | 'notApplied' | 'pauseReason' | 'addressChangedAt'
>;
type PitNumbers = Pick<PitEntity, 'workshopId' | 'number'>;

/** How long a viewer of an on-demand camera waits for it, and how long it stays without viewers. */
const ON_DEMAND = { sourceOnDemandStartTimeout: '10s', sourceOnDemandCloseAfter: '30s' } as const;
/** The raw stream of an on-demand camera. Its only reader is the transcoder, which waits for it as a viewer does. */
const RAW_ON_DEMAND = { sourceOnDemandStartTimeout: '10s', sourceOnDemandCloseAfter: '2s' } as const;
/** The transcoder starts within two seconds after the camera. */
const TRANSCODE_ON_DEMAND = { runOnDemandStartTimeout: '20s', runOnDemandCloseAfter: '30s' } as const;
/** Takes the place of the publish key on paths that the transcoder publishes. */
const TRANSCODER = { publishKeyId: 'transcoder', publishKeySince: null } as const;

/** Desired paths of a camera; none while it is paused. Pure. */
export function pathsOfCamera(
  pit: PitNumbers,
  camera: CameraSettings,
  sources: CameraSources,
): readonly DesiredPath[] {
  if (camera.paused) return [];
  const main = camera.transcode ? transcoded(pit, camera, sources) : [direct(pit, camera, 'main', sources)];
  return camera.sub ? [...main, direct(pit, camera, 'sub', sources)] : main;
}

function direct(
  { workshopId, number }: PitNumbers,
  camera: CameraSettings,
  stream: 'main' | 'sub',
  sources: CameraSources,
): DesiredPath {
  const path = pathOf(workshopId, number, stream);
  if (camera.kind === 'push') return { path, kind: 'push', ...publishKeyOf(camera), config: null };
  const source = sources[stream];
  return {
    path,
    kind: 'pull',
    onDemand: camera.onDemand,
    config: source === null ? null : pullConfig(source, camera),
  };
}

function transcoded(pit: PitNumbers, camera: CameraSettings, sources: CameraSources): DesiredPath[] {
  if (camera.feed === 'mjpeg') return fromHttp(pit, camera, sources.main);
  const { workshopId, number } = pit;
  const [path, raw] = [pathOf(workshopId, number), rawPathOf(workshopId, number)];
  const command = transcodeCommand({ kind: 'path', path: raw }, path);
  // The transcoder runs while the camera sends, or, on demand, while there are viewers.
  const whenReady = camera.onDemand ? {} : { runOnReady: command, runOnReadyRestart: true };
  const whenRequested = {
    source: 'publisher',
    runOnDemand: command,
    runOnDemandRestart: true,
    ...TRANSCODE_ON_DEMAND,
  };
  const output: DesiredPath = {
    path,
    kind: 'push',
    ...TRANSCODER,
    config: camera.onDemand ? whenRequested : null,
  };
  if (camera.kind === 'push') {
    const config = { source: 'publisher', ...whenReady };
    return [{ path: raw, kind: 'push', ...publishKeyOf(camera), config }, output];
  }
  const { main: source } = sources;
  const extra = camera.onDemand ? RAW_ON_DEMAND : whenReady;
  const config = source === null ? null : { ...pullConfig(source, camera), ...extra };
  return [{ path: raw, kind: 'pull', onDemand: camera.onDemand, config }, output];
}

/** FFmpeg pulls the camera itself, because MediaMTX treats `http://` as HLS. */
function fromHttp(
  { workshopId, number }: PitNumbers,
  { onDemand }: CameraSettings,
  url: string | null,
): DesiredPath[] {
  if (url === null) return [];
  const path = pathOf(workshopId, number);
  const command = transcodeHttp(url, path);
  const config = onDemand
    ? { source: 'publisher', runOnDemand: command, runOnDemandRestart: true, ...TRANSCODE_ON_DEMAND }
    : { source: 'publisher', runOnInit: command, runOnInitRestart: true };
  return [{ path, kind: 'push', ...TRANSCODER, config }];
}

/** A new key or allow-list changes the id, so that the publisher is disconnected and authenticated again. */
function publishKeyOf({ publishKeyHash, allowList, publishingSince }: CameraSettings) {
  const key = publishKeyHash?.toString('hex', 0, 8) ?? null;
  const publishKeyId = allowList.length === 0 ? key : [key ?? 'no key', ...allowList].join(' ');
  return { publishKeyId, publishKeySince: publishingSince };
}

/** Configuration of a pulled camera, with keys that every release supports (MediaMTX contract §3.1). */
export function pullConfig(
  source: string,
  { transport, onDemand, tlsFingerprint }: Pick<CameraSettings, 'transport' | 'onDemand' | 'tlsFingerprint'>,
): PathConfig {
  const pull = {
    source,
    // Always written, so that a removed fingerprint is removed from MediaMTX too.
    sourceFingerprint: tlsFingerprint ?? '',
    rtspTransport: transport ?? 'tcp',
    sourceOnDemand: onDemand,
  };
  return onDemand ? { ...pull, ...ON_DEMAND } : pull;
}
