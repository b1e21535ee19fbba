import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type CameraTransport } from '@ppf/contracts';
import { type PathConfig, pathOf } from '@ppf/mediamtx';
import { type Repository } from 'typeorm';
import { CameraEntity, CameraSource, type CameraWhereabouts, PitEntity, SavedCameraHosts } from '../pits';
import { type DesiredPath } from './desired-path';

/** Cameras read at once, so that opening their passwords does not hold the event loop. */
const ROWS_AT_ONCE = 500;
/** How long a viewer of an on-demand camera waits for it, and how long it stays when the last one left. */
const ON_DEMAND = { sourceOnDemandStartTimeout: '10s', sourceOnDemandCloseAfter: '30s' } as const;

/**
 * Cameras whose workshop is placed on a media server, or on its way to it: it has the paths before viewers are sent
 * there. A move that was given up for dead (its backend was killed) does not count for longer than a minute.
 */
const ON_SERVER = `camera.pit_id IN (
  SELECT pit.id FROM pit JOIN workshop ON workshop.id = pit.workshop_id
  WHERE workshop.media_server_id = :server
    OR (workshop.moving_to_id = :server AND workshop.moving_since > now() - interval '1 minute'))`;

/** Reads what a media server should have: the pits and cameras of the database are the truth. */
@Injectable()
export class ReadDesiredPaths {
  private readonly logger = new Logger(ReadDesiredPaths.name);

  constructor(
    @InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>,
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly source: CameraSource,
    private readonly hosts: SavedCameraHosts,
  ) {}

  /** A path for every camera on a media server that may be fetched or push, by camera id. */
  async read(mediaServerId: number): Promise<readonly DesiredPath[]> {
    const desired: DesiredPath[] = [];
    for (let after = 0, more = true; more;) {
      const cameras = await this.cameras
        .createQueryBuilder('camera')
        .where('camera.id > :after', { after })
        .andWhere(ON_SERVER, { server: mediaServerId })
        .orderBy('camera.id')
        .limit(ROWS_AT_ONCE)
        .getMany();
      const paths = await this.pathsOf(cameras);
      const located = await this.hosts.locate(cameras.filter(({ kind }) => kind === 'pull'));
      for (const camera of cameras) {
        const path = paths.get(camera.pitId);
        const each = path && this.desiredOf(path, camera, located.get(camera.id));
        if (each) desired.push(each);
      }
      after = cameras.at(-1)?.id ?? after;
      more = cameras.length === ROWS_AT_ONCE;
    }
    return desired;
  }

  private async pathsOf(cameras: readonly CameraEntity[]): Promise<ReadonlyMap<number, string>> {
    const pits = await this.pits
      .createQueryBuilder('pit')
      .where('pit.id = ANY(:ids)', { ids: cameras.map(({ pitId }) => pitId) })
      .getMany();
    return new Map(pits.map((pit) => [pit.id, pathOf(pit.workshopId, pit.number)]));
  }

  private desiredOf(
    path: string,
    camera: CameraEntity,
    located: CameraWhereabouts = { kind: 'nowhere' },
  ): DesiredPath | null {
    if (camera.kind === 'push') {
      return { path, kind: 'push', publishKeyId: camera.publishKeyHash?.toString('hex', 0, 8) ?? null };
    }
    if (located.kind === 'nowhere') return null;
    const config = located.kind === 'at' ? this.configOf(camera, located.host) : null;
    return { path, kind: 'pull', onDemand: camera.onDemand, config };
  }

  private configOf(camera: CameraEntity, host: string): PathConfig | null {
    try {
      return pullConfig(this.source.urlOf(camera, 'main', host), camera.transport, camera.onDemand);
    } catch (cause) {
      this.logger.error(`The password of the camera of pit ${camera.pitId} cannot be opened.`, cause);
      return null;
    }
  }
}

/** A pulled camera's configuration, in the names that every release knows (MediaMTX contract §3.1). */
export function pullConfig(source: string, transport: CameraTransport | null, onDemand: boolean): PathConfig {
  const pull = { source, rtspTransport: transport ?? 'tcp', sourceOnDemand: onDemand };
  return onDemand ? { ...pull, ...ON_DEMAND } : pull;
}
