import { Injectable, Logger } from '@nestjs/common';
import type { CameraNotAppliedCode } from '@ppf/contracts';
import { parsePath, pathOf } from '@ppf/mediamtx';
import { DataSource } from 'typeorm';

/** Reasons why cameras of a media server are not pulled as they are set up, by path. */
export type NotApplied = ReadonlyMap<string, CameraNotAppliedCode>;

// Writes only differences: each change of a camera notifies every backend and browser.
const STORE = `
  UPDATE camera SET not_applied = result.code
  FROM pit JOIN workshop ON workshop.id = pit.workshop_id
  LEFT JOIN unnest($2::integer[], $3::integer[], $4::text[]) AS result (workshop_id, number, code)
    ON result.workshop_id = pit.workshop_id AND result.number = pit.number
  WHERE pit.id = camera.pit_id AND workshop.media_server_id = $1 AND camera.not_applied IS DISTINCT FROM result.code`;
const READ = `
  SELECT pit.workshop_id, pit.number, camera.not_applied AS code FROM camera
  JOIN pit ON pit.id = camera.pit_id JOIN workshop ON workshop.id = pit.workshop_id
  WHERE workshop.media_server_id = $1 AND camera.not_applied IS NOT NULL AND NOT camera.paused`;

/** Stores with each camera why it is not pulled as it is set up, so that every backend and page can show it. */
@Injectable()
export class NotAppliedCameras {
  private readonly logger = new Logger(NotAppliedCameras.name);

  constructor(private readonly dataSource: DataSource) {}

  /** Stores the result of a run for all cameras on a media server. Never throws: the paths are applied in any case. */
  async store(mediaServerId: number, notApplied: NotApplied): Promise<void> {
    const found = new Map<string, readonly [number, number, string]>();
    for (const [path, code] of notApplied) {
      const pit = parsePath(path);
      if (pit) found.set(pathOf(pit.workshopId, pit.pitNumber), [pit.workshopId, pit.pitNumber, code]);
    }
    const columns = [0, 1, 2].map((column) => [...found.values()].map((row) => row[column]));
    try {
      await this.dataSource.query(STORE, [mediaServerId, ...columns]);
    } catch (failure) {
      this.logger.warn(
        `The reasons why cameras are not applied could not be stored. ${(failure as Error).name}`,
      );
    }
  }

  /** Stored reasons, by the path of the main stream. */
  async read(mediaServerId: number): Promise<NotApplied> {
    const rows = await this.dataSource.query<
      { workshop_id: number; number: number; code: CameraNotAppliedCode }[]
    >(READ, [mediaServerId]);
    return new Map(rows.map((row) => [pathOf(row.workshop_id, row.number), row.code]));
  }
}
