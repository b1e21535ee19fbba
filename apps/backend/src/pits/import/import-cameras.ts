import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { CameraImport, CameraImportRow, ImportCamerasRequest } from '@ppf/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { Principal } from '../../auth';
import { violatedConstraint } from '../../platform/database/violated-constraint';
import { DomainError } from '../../platform/problems/domain-error';
import type { WorkshopEntity } from '../../workshops';
import { ValidateCamera } from '../cameras/input/validate-camera';
import { PitEntity } from '../pit.entity';
import { WorkshopQuotas } from '../workshop-quotas';
import { WriteCamera } from '../cameras/write-camera';
import { type ExistingPits, type PlannedRow, planCameraImport } from './plan-camera-import';
import { type CameraRow, errorsOf, parseCameraRow } from './parse-camera-row';
import { parseCameraTable } from './parse-camera-table';

/** Limit for resolving the names of a table, in ms. A name that is not resolved by then is checked at each use. */
const LOOKUPS_TIMEOUT_MS = 10_000;

/** Creates pits with cameras from a table: all rows, or none. */
@Injectable()
export class ImportCameras {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly validateCamera: ValidateCamera,
    private readonly writeCamera: WriteCamera,
    private readonly quotas: WorkshopQuotas,
  ) {}

  /**
   * The response contains the errors by row and column.
   * @throws DomainError pit-number-taken, when one was created meanwhile; too-many-pits or too-many-transcoders; the signal's
   * reason when it is aborted before anything is changed.
   */
  async import(
    principal: Principal,
    workshop: WorkshopEntity,
    { csv, dry_run: dryRun, replace }: ImportCamerasRequest,
    signal: AbortSignal,
  ): Promise<CameraImport> {
    const table = parseCameraTable(csv);
    if (table.kind === 'unreadable') return { done: false, errors: [...table.errors], rows: [] };
    const parsed = await Promise.all(table.rows.map(parseCameraRow));
    const lookups = AbortSignal.any([signal, AbortSignal.timeout(LOOKUPS_TIMEOUT_MS)]);
    const validator = this.validateCamera.validatorFor(principal, workshop.cameraNetworks, lookups);
    const rows = await Promise.all(parsed.map((row) => validated(row, validator)));
    signal.throwIfAborted();
    const planWith = async (manager: EntityManager) =>
      planCameraImport(rows, await pitsOf(manager, workshop.id), replace === true);
    if (dryRun === true) return toPlanResponse(await planWith(this.dataSource.manager));
    return this.apply(workshop.id, rows, planWith);
  }

  /** Plans and writes with the pits locked, so that a concurrent change of a camera is included or waits. */
  private async apply(
    workshopId: number,
    rows: readonly CameraRow[],
    planWith: (manager: EntityManager) => Promise<readonly PlannedRow[]>,
  ): Promise<CameraImport> {
    try {
      return await this.dataSource.transaction((manager) =>
        this.quotas.within(manager, workshopId, async () => {
          await lockPits(manager, workshopId, rows);
          const planned = await planWith(manager);
          if (planned.some(({ errors }) => errors.length > 0)) return toPlanResponse(planned);
          const written: CameraImportRow[] = [];
          for (const row of planned)
            written.push(toRowResponse(row, await this.write(manager, workshopId, row)));
          return { done: true, errors: [], rows: written };
        }),
      );
    } catch (error) {
      if (violatedConstraint(error) === 'pit_number_taken')
        throw new DomainError('pit-number-taken', { cause: error });
      throw error;
    }
  }

  private async write(manager: EntityManager, workshopId: number, row: PlannedRow): Promise<number> {
    const { number, name, camera, pitId } = row;
    if (number === null || camera === null) throw new Error(`Line ${row.line} was not parsed.`);
    const id = pitId ?? (await manager.save(PitEntity, { workshopId, number, name })).id;
    await this.writeCamera.write(manager, id, camera);
    return id;
  }
}

/** Takes the locks of `WriteCamera` in a fixed order. The cameras are read afterwards. */
async function lockPits(manager: EntityManager, workshopId: number, rows: readonly CameraRow[]) {
  const numbers = rows.flatMap(({ number }) => number ?? []);
  await manager.query('SELECT FROM pit WHERE workshop_id = $1 AND number = ANY($2) ORDER BY id FOR UPDATE', [
    workshopId,
    numbers,
  ]);
}

async function pitsOf(manager: EntityManager, workshopId: number): Promise<ExistingPits> {
  const rows = await manager.query<{ id: number; number: number; has_camera: boolean }[]>(
    `SELECT p.id, p.number, c.id IS NOT NULL AS has_camera
     FROM pit p LEFT JOIN camera c ON c.pit_id = p.id WHERE p.workshop_id = $1`,
    [workshopId],
  );
  return new Map(rows.map((row) => [row.number, { pitId: row.id, hasCamera: row.has_camera }]));
}

async function validated(
  row: CameraRow,
  validator: ReturnType<ValidateCamera['validatorFor']>,
): Promise<CameraRow> {
  if (row.camera === null) return row;
  try {
    await validator.validate(row.camera);
    return row;
  } catch (failure) {
    return { ...row, camera: null, errors: errorsOf(failure, row.addressColumn) };
  }
}

function toPlanResponse(planned: readonly PlannedRow[]): CameraImport {
  return { done: false, errors: [], rows: planned.map((row) => toRowResponse(row)) };
}

function toRowResponse(row: PlannedRow, pitId: number | null = null): CameraImportRow {
  const { line, number, name, camera, action, errors } = row;
  const address =
    camera?.kind === 'pull' ? { host: camera.host, user: camera.user } : { host: null, user: null };
  return { line, number, name, ...address, action, pit_id: pitId, errors: [...errors] };
}
