import { isIP } from 'node:net';
import { type DesiredPath } from './desired-path';

/** Address of a camera as MediaMTX connects to it: checked by the address guard, and resolved. */
export interface CameraEndpoint {
  /** IPv4 or IPv6, without brackets. */
  readonly address: string;
  readonly port: number;
}

/** Properties of a path that the poller and the camera checks need. None is secret. */
export interface DesiredStream {
  readonly kind: 'pull' | 'push';
  readonly onDemand: boolean;
  /** Whether the media server always lists the path, with the path itself as its configuration name. */
  readonly isLiteral: boolean;
}

/** Desired streams of a media server, as of the last reconcile run. */
export class DesiredStreams {
  private streams = new Map<string, DesiredStream>();
  private cameras = new Map<string, CameraEndpoint>();

  /** Streams by path. */
  get all(): ReadonlyMap<string, DesiredStream> {
    return this.streams;
  }

  /**
   * Camera that the media server pulls at all times. Undefined for other paths, for one that was not applied, and for a
   * TLS camera that is addressed by its name, which only the media server resolves.
   */
  cameraOf(path: string): CameraEndpoint | undefined {
    return this.cameras.get(path);
  }

  /** Replaces all streams. @param refused Paths that the media server refused, so it does not list them. */
  replaceAll(desired: readonly DesiredPath[], refused: ReadonlySet<string>): void {
    this.streams = new Map(
      desired.map((each) => [
        each.path,
        {
          kind: each.kind,
          onDemand: each.kind === 'pull' ? each.onDemand : each.config?.runOnDemand !== undefined,
          isLiteral: each.config !== null && !refused.has(each.path),
        },
      ]),
    );
    this.cameras = new Map();
    for (const each of desired) {
      if (each.kind !== 'pull' || each.onDemand || !each.config || refused.has(each.path)) continue;
      const camera = endpointOf(each.config.source);
      if (camera) this.cameras.set(each.path, camera);
    }
  }
}

const SOURCE = /^rtsps?:\/\/(?:[^@/]*@)?(?:\[([^\]]*)\]|([^:/]*)):(\d+)(?:\/|$)/;

/** Endpoint of a source URL with an IP address; null for another one. */
function endpointOf(source: string): CameraEndpoint | null {
  const [, ipv6, other, port] = SOURCE.exec(source) ?? [];
  const address = ipv6 ?? other ?? '';
  return isIP(address) === 0 ? null : { address, port: Number(port) };
}
