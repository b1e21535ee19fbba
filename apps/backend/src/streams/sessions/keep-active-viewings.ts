import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ViewerKind } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { ListenNotify } from '../../platform/database/listen-notify';
import { RowFaults } from '../../platform/observability/row-faults';
import { type ActiveViewing, ActiveViewings } from './active-viewings';
import { FollowRows } from '../../platform/database/follow-rows';
import { RecordViewings } from './record-viewings';
import { TellViewings, VIEWINGS_CHANNEL } from './tell-viewings';
import { subOf } from './viewer';

interface ViewingRow {
  readonly jti: string;
  readonly pit_id: number;
  readonly workshop_id: number;
  readonly viewer_kind: ViewerKind;
  readonly viewer_id: number | null;
  readonly began_at: Date;
  readonly ended_at: Date | null;
}

/** Keeps the sessions that go on equal to the table, those of other replicas too. */
@Injectable()
export class KeepActiveViewings implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rows: FollowRows;

  constructor(
    private readonly active: ActiveViewings,
    private readonly record: RecordViewings,
    private readonly tell: TellViewings,
    private readonly dataSource: DataSource,
    private readonly faults: RowFaults,
    notifications: ListenNotify,
  ) {
    this.rows = new FollowRows(notifications, {
      name: 'viewing sessions',
      channel: VIEWINGS_CHANNEL,
      readAll: () => this.readAll(),
      readChanged: (payloads) => this.readChanged(payloads.flatMap((payload) => this.tell.idsOf(payload))),
    });
  }

  /** Nest's start. */
  onApplicationBootstrap(): Promise<void> {
    return this.rows.start();
  }

  /** Nest's shutdown. */
  onModuleDestroy(): Promise<void> {
    return this.rows.stop();
  }

  private async readAll(): Promise<void> {
    // What was admitted and not yet written is in no table. Taken first: it may be written while this reads.
    const waiting = this.record.unwritten;
    const rows = await this.read('ended_at IS NULL', []);
    const unwritten = [...waiting, ...this.record.unwritten].flatMap(({ jti }) => this.active.of(jti) ?? []);
    this.active.replaceAll([...rows.flatMap((row) => this.viewingOf(row) ?? []), ...unwritten]);
  }

  private async readChanged(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    for (const row of await this.read('id = ANY($1)', [ids])) {
      if (row.ended_at) this.active.remove(row.jti);
      else this.add(row);
    }
  }

  private add(row: ViewingRow): void {
    const viewing = this.viewingOf(row);
    if (viewing) this.active.add(viewing);
  }

  private viewingOf(row: ViewingRow): ActiveViewing | undefined {
    return this.faults.isolate('viewing-sessions', `session ${row.jti}`, () => viewingOf(row));
  }

  private read(condition: string, values: unknown[]): Promise<ViewingRow[]> {
    return this.dataSource.query<ViewingRow[]>(
      `SELECT jti, pit_id, workshop_id, viewer_kind, viewer_id, began_at, ended_at FROM viewing_session WHERE ${condition}`,
      values,
    );
  }
}

function viewingOf(row: ViewingRow): ActiveViewing {
  return {
    jti: row.jti,
    pitId: row.pit_id,
    workshopId: row.workshop_id,
    sub: subOf({ kind: row.viewer_kind, id: row.viewer_id }),
    beganAt: row.began_at.getTime(),
  };
}
