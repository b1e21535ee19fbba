import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import {
  CameraEntity,
  CameraSource,
  type ResolvedCameraHost,
  SavedCameraHostResolver,
  validateStoredCamera,
} from '../../../pits';
import { SealBroken } from '../../../platform/crypto/seal-with-key';
import { RowFaults } from '../../../platform/observability/row-faults';
import { blockedPaths, type CameraPit, waitingPaths } from './blocked-paths';
import { type CameraSources, pathsOfCamera } from './camera-paths';
import { type DesiredPath } from './desired-path';
import { ReadEdgePaths } from './read-edge-paths';

/** Cameras per page, so that decrypting their passwords does not block the event loop. */
const ROWS_PER_PAGE = 500;
/** A camera with the pit that it belongs to. */
type CameraRow = CameraEntity & Pick<CameraPit, 'workshopId' | 'number'>;

/** Sources of a camera that is not pulled. */
const NO_SOURCES: CameraSources = { main: null, sub: null };

/**
 * Cameras whose workshop is placed on a media server or moves to it: the target has the paths before viewers get its
 * address. An abandoned move (its backend was killed) counts for one minute.
 */
const ON_SERVER = `camera.pit_id IN (
  SELECT pit.id FROM pit JOIN workshop ON workshop.id = pit.workshop_id
  WHERE workshop.media_server_id = $1
    OR (workshop.moving_to_id = $1 AND workshop.moving_since > now() - interval '1 minute'))`;

/** Reads the desired paths of a media server from the pits and cameras in the database. */
@Injectable()
export class ReadDesiredPaths {
  private readonly logger = new Logger(ReadDesiredPaths.name);

  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly source: CameraSource,
    private readonly hosts: SavedCameraHostResolver,
    private readonly edgePaths: ReadEdgePaths,
    private readonly faults: RowFaults,
  ) {}

  /** Paths of all cameras on a media server that are not paused, by camera id; of an edge, the paths that it pulls. */
  async read(mediaServerId: number): Promise<readonly DesiredPath[]> {
    const edgePaths = await this.edgePaths.read(mediaServerId);
    if (edgePaths) return edgePaths;
    const desired: DesiredPath[] = [];
    for (let after = 0, more = true; more;) {
      const cameras = await this.page(mediaServerId, after);
      const hosts = await this.hosts.resolve(cameras.filter(({ kind }) => kind === 'pull'));
      for (const { workshopId, number, ...camera } of cameras) {
        const pit = { id: camera.pitId, workshopId, number };
        desired.push(...this.pathsOf(pit, camera, hosts.get(camera.id)));
      }
      after = cameras.at(-1)?.id ?? after;
      more = cameras.length === ROWS_PER_PAGE;
    }
    return desired;
  }

  /** Rows as TypeORM would read them. Creating an entity of each row took half the time of a reconcile run. */
  private page(mediaServerId: number, after: number): Promise<CameraRow[]> {
    const columns = this.cameras.metadata.columns.map(
      ({ databaseName, propertyName }) => `camera.${databaseName} AS "${propertyName}"`,
    );
    return this.cameras.query<CameraRow[]>(
      `SELECT ${columns.join(', ')}, pit.workshop_id AS "workshopId", pit.number
       FROM camera JOIN pit ON pit.id = camera.pit_id
       WHERE camera.id > $2 AND ${ON_SERVER} ORDER BY camera.id LIMIT ${ROWS_PER_PAGE}`,
      [mediaServerId, after],
    );
  }

  /** A camera with an invalid row is blocked and counted as faulty. It does not affect the other cameras. */
  private pathsOf(
    pit: CameraPit,
    camera: CameraEntity,
    resolved: ResolvedCameraHost | undefined,
  ): readonly DesiredPath[] {
    return (
      this.faults.isolate('paths', `pit ${pit.id}`, () => this.buildPaths(pit, camera, resolved)) ??
      blockedPaths(pit, camera, 'internal-error')
    );
  }

  private buildPaths(
    pit: CameraPit,
    camera: CameraEntity,
    resolved: ResolvedCameraHost | undefined,
  ): readonly DesiredPath[] {
    if (camera.kind === 'push') {
      // PostgreSQL's `infinity` is not a Date: it throws here, where it affects this camera only.
      camera.publishingSince?.getTime();
      return pathsOfCamera(pit, camera, NO_SOURCES);
    }
    const fault = validateStoredCamera(camera);
    if (fault !== null) return blockedPaths(pit, camera, fault);
    if (!resolved || resolved.kind === 'unavailable') return blockedPaths(pit, camera, 'address-not-allowed');
    if (resolved.kind === 'unknown') return waitingPaths(pit, camera, 'name-not-found', null);
    const { host } = resolved;
    try {
      const { user, password } = this.source.addressOf(camera, 'main');
      if (!user !== !password) return blockedPaths(pit, camera, 'incomplete-sign-in');
      return pathsOfCamera(pit, camera, this.sourcesOf(camera, host));
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause;
      this.logger.error(`The password of the camera of pit ${camera.pitId} cannot be decrypted.`);
      return waitingPaths(pit, camera, 'unreadable-password', host);
    }
  }

  private sourcesOf(camera: CameraEntity, host: string): CameraSources {
    const main = this.source.urlOf(camera, 'main', host);
    return { main, sub: camera.sub ? this.source.urlOf(camera, 'sub', host) : null };
  }
}
