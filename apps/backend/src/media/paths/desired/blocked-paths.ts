import {
  bracketedHost,
  type CameraNotAppliedCode,
  cameraSchemeOf,
  canonicalCameraPath,
} from '@ppf/contracts';
import { parsePath, pathOf, type PulledFrom } from '@ppf/mediamtx';
import { type CameraEntity, type PitEntity } from '../../../pits';
import { pathsOfCamera } from './camera-paths';
import { type DesiredPath } from './desired-path';

/** The pit of a camera. */
export type CameraPit = Pick<PitEntity, 'id' | 'workshopId' | 'number'>;

/**
 * Paths of a camera that cannot be pulled as it is set up. Their old sources are removed, so that viewers see nothing
 * instead of another camera. Pure.
 */
export function blockedPaths(
  { workshopId, number }: CameraPit,
  { paused, sub, onDemand }: CameraEntity,
  notApplied: CameraNotAppliedCode,
): readonly DesiredPath[] {
  if (paused) return [];
  return (sub ? (['main', 'sub'] as const) : (['main'] as const)).map((stream) => ({
    path: pathOf(workshopId, number, stream),
    kind: 'pull',
    onDemand,
    config: null,
    notApplied,
  }));
}

/**
 * Paths of a camera whose host name cannot be resolved or whose password cannot be decrypted. The existing source may
 * stay when it is this camera. Pure. @param host Address of the camera; null: unknown.
 */
export function waitingPaths(
  pit: CameraPit,
  camera: CameraEntity,
  notApplied: CameraNotAppliedCode,
  host: string | null,
): readonly DesiredPath[] {
  if (camera.feed === 'mjpeg') return blockedPaths(pit, camera, notApplied);
  return pathsOfCamera(pit, camera, { main: null, sub: null }).map((desired): DesiredPath => {
    const keeps = sourceOf(camera, parsePath(desired.path)?.stream === 'sub' ? 'sub' : 'main', host);
    return desired.kind === 'pull' && keeps ? { ...desired, notApplied, keeps } : desired;
  });
}

function sourceOf(
  { feed, tls, port, path, subPath, username }: CameraEntity,
  stream: 'main' | 'sub',
  host: string | null,
): PulledFrom | null {
  const text = stream === 'sub' ? subPath : path;
  if (feed === null || port === null || text === null) return null;
  return {
    scheme: cameraSchemeOf(feed, tls),
    host: host && bracketedHost(host),
    port,
    path: canonicalCameraPath(text, feed, username !== null),
  };
}
