import { Injectable, Logger } from '@nestjs/common';
import type { MediaAgentReport } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { notify } from '../platform/database/notify';

const STORE = `
  UPDATE media_agent SET report = $2, reported_at = $3
  FROM (SELECT media_server_id, report FROM media_agent WHERE media_server_id = $1 FOR UPDATE) AS before
  WHERE media_agent.media_server_id = before.media_server_id
  RETURNING before.report -> 'refused' IS DISTINCT FROM $2::jsonb -> 'refused' AS "isOtherRefusal"`;
const SWITCH = `
  WITH agent AS (
    UPDATE media_agent SET switches_at_report = false
    WHERE media_server_id = $1 AND switches_at_report RETURNING media_server_id)
  UPDATE media_server SET paths_by = 'file' FROM agent WHERE id = agent.media_server_id RETURNING id`;

/** Stores the reports of media agents. */
@Injectable()
export class StoreAgentReport {
  private readonly logger = new Logger(StoreAgentReport.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Stores a report. An agent of the settings takes the paths over with its first report that it owns the file. */
  async store(mediaServerId: number, report: MediaAgentReport): Promise<void> {
    const [[row]] = await this.dataSource.query<[{ isOtherRefusal: boolean }[], number]>(STORE, [
      mediaServerId,
      JSON.stringify(report),
      this.clock.now(),
    ]);
    if (report.owns_file) await this.switchIfDue(mediaServerId);
    // The next reconcile run stores with each camera whether it was refused.
    if (row?.isOtherRefusal) await notify(this.dataSource, 'reconcile_requested', mediaServerId);
  }

  private async switchIfDue(mediaServerId: number): Promise<void> {
    const [rows] = await this.dataSource.query<[unknown[], number]>(SWITCH, [mediaServerId]);
    if (rows.length > 0)
      this.logger.log(`The paths of media server ${mediaServerId} are set by its agent from now on.`);
  }
}
