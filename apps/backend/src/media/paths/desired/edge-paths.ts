import { pathOf } from '@ppf/mediamtx';
import { type DesiredPath } from './desired-path';

/** A stream that an edge may pull. */
export interface EdgeStream {
  readonly workshopId: number;
  readonly number: number;
  /** Whether the camera has a second stream. */
  readonly sub: boolean;
}

/** How long a viewer waits for the origin, which may wait 10 s for a camera, and how long the stream stays without viewers. */
const ON_DEMAND = { sourceOnDemandStartTimeout: '15s', sourceOnDemandCloseAfter: '30s' } as const;

/**
 * Desired paths of an edge: the paths of its origin under the same names, each pulled on demand. Uses keys that every
 * release supports (MediaMTX contract §3.1). Pure.
 * @param originRtsp RTSP address of the origin, `rtsp://host:8554`.
 */
export function edgePaths(
  streams: readonly EdgeStream[],
  originRtsp: string,
  credential: { readonly user: string; readonly password: string },
): readonly DesiredPath[] {
  return streams.flatMap(({ workshopId, number, sub }) => {
    const paths = [pathOf(workshopId, number), ...(sub ? [pathOf(workshopId, number, 'sub')] : [])];
    return paths.map((path): DesiredPath => {
      const source = new URL(`${originRtsp}/${path}`);
      source.username = credential.user;
      source.password = credential.password;
      const pull = {
        source: source.href,
        sourceFingerprint: '',
        rtspTransport: 'tcp',
        sourceOnDemand: true,
      } as const;
      return { path, kind: 'pull', onDemand: true, config: { ...pull, ...ON_DEMAND } };
    });
  });
}
