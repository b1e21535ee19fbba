import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import {
  CameraEntity,
  CameraSource,
  type ResolvedCameraHost,
  PitEntity,
  SavedCameraHostResolver,
  validateStoredCamera,
} from '../../../pits';
import { SealBroken } from '../../../platform/crypto/seal-with-key';
import { RowFaults } from '../../../platform/observability/row-faults';
import { blockedPaths, waitingPaths } from './blocked-paths';
import { type CameraSources, pathsOfCamera } from './camera-paths';
import { type DesiredPath } from './desired-path';
import { ReadEdgePaths } from './read-edge-paths';

/** Cameras read at once, so that opening their passwords does not hold the event loop. */
const ROWS_AT_ONCE = 500;
/** Where a camera is fetched from that is not known now. */
const NOWHERE: CameraSources = { main: null, sub: null };

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
    private readonly hosts: SavedCameraHostResolver,
    private readonly edgePaths: ReadEdgePaths,
    private readonly faults: RowFaults,
  ) {}

  /** The paths of every camera on a media server that may be fetched or push, by camera id; of an edge, what it fetches. */
  async read(mediaServerId: number): Promise<readonly DesiredPath[]> {
    const ofEdge = await this.edgePaths.read(mediaServerId);
    if (ofEdge) return ofEdge;
    const desired: DesiredPath[] = [];
    for (let after = 0, more = true; more;) {
      const cameras = await this.cameras
        .createQueryBuilder('camera')
        .where('camera.id > :after', { after })
        .andWhere(ON_SERVER, { server: mediaServerId })
        .orderBy('camera.id')
        .limit(ROWS_AT_ONCE)
        .getMany();
      const pits = await this.pitsOf(cameras);
      const located = await this.hosts.resolve(cameras.filter(({ kind }) => kind === 'pull'));
      for (const camera of cameras) {
        const pit = pits.get(camera.pitId);
        if (pit) desired.push(...this.pathsOf(pit, camera, located.get(camera.id)));
      }
      after = cameras.at(-1)?.id ?? after;
      more = cameras.length === ROWS_AT_ONCE;
    }
    return desired;
  }

  private async pitsOf(cameras: readonly CameraEntity[]): Promise<ReadonlyMap<number, PitEntity>> {
    const pits = await this.pits
      .createQueryBuilder('pit')
      .where('pit.id = ANY(:ids)', { ids: cameras.map(({ pitId }) => pitId) })
      .getMany();
    return new Map(pits.map((pit) => [pit.id, pit]));
  }

  /** One camera that cannot be worked with is left out, and says so: every other workshop's go on. */
  private pathsOf(
    pit: PitEntity,
    camera: CameraEntity,
    located: ResolvedCameraHost | undefined,
  ): readonly DesiredPath[] {
    return (
      this.faults.isolate('paths', `pit ${pit.id}`, () => this.attempt(pit, camera, located)) ??
      blockedPaths(pit, camera, 'internal-error')
    );
  }

  private attempt(
    pit: PitEntity,
    camera: CameraEntity,
    located: ResolvedCameraHost | undefined,
  ): readonly DesiredPath[] {
    if (camera.kind === 'push') {
      // PostgreSQL's `infinity` is no Date: throws here, where it is this camera's fault alone.
      camera.publishingSince?.getTime();
      return pathsOfCamera(pit, camera, NOWHERE);
    }
    const fault = validateStoredCamera(camera);
    if (fault !== null) return blockedPaths(pit, camera, fault);
    if (!located || located.kind === 'unavailable') return blockedPaths(pit, camera, 'address-not-allowed');
    if (located.kind === 'unknown') return waitingPaths(pit, camera, 'name-not-found', null);
    const { host } = located;
    try {
      const { user, password } = this.source.addressOf(camera, 'main');
      if (!user !== !password) return blockedPaths(pit, camera, 'incomplete-sign-in');
      return pathsOfCamera(pit, camera, this.sourcesOf(camera, host));
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause;
      this.logger.error(`The password of the camera of pit ${camera.pitId} cannot be opened.`);
      return waitingPaths(pit, camera, 'unreadable-password', host);
    }
  }

  private sourcesOf(camera: CameraEntity, host: string): CameraSources {
    const main = this.source.urlOf(camera, 'main', host);
    return { main, sub: camera.sub ? this.source.urlOf(camera, 'sub', host) : null };
  }
}
