import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ViewerKind } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { NotifyListener } from '../../../platform/database/notify-listener';
import { RowFaults } from '../../../platform/observability/row-faults';
import { type ActiveSession, ActiveSessions } from '../admission/active-sessions';
import { FollowRows } from '../../../platform/database/follow-rows';
import { SessionRecorder } from './session-recorder';
import { SessionNotifier } from './session-notifier';
import { subjectOf } from '../../tokens/viewer';

interface SessionRow {
  readonly jti: string;
  readonly pit_id: number;
  readonly workshop_id: number;
  readonly viewer_kind: ViewerKind;
  readonly viewer_id: number | null;
  readonly began_at: Date;
  readonly ended_at: Date | null;
}

/** Loads the viewing sessions in progress from the database, those of other replicas too, and applies changes. */
@Injectable()
export class ActiveSessionProjection implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rows: FollowRows<'viewing_sessions'>;

  constructor(
    private readonly active: ActiveSessions,
    private readonly recorder: SessionRecorder,
    private readonly notifier: SessionNotifier,
    private readonly dataSource: DataSource,
    private readonly faults: RowFaults,
    notifications: NotifyListener,
  ) {
    this.rows = new FollowRows(notifications, {
      name: 'viewing sessions',
      channel: 'viewing_sessions',
      readAll: () => this.readAll(),
      readChanged: (payloads) =>
        this.readChanged(payloads.flatMap((payload) => this.notifier.idsOf(payload))),
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
    // Sessions that are not yet written are in no row. Read first: they may be written during the query.
    const waiting = this.recorder.unwritten;
    const rows = await this.read('ended_at IS NULL', []);
    const unwritten = [...waiting, ...this.recorder.unwritten].flatMap(
      ({ jti }) => this.active.of(jti) ?? [],
    );
    this.active.replaceAll([...rows.flatMap((row) => this.toActiveSession(row) ?? []), ...unwritten]);
  }

  private async readChanged(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    for (const row of await this.read('id = ANY($1)', [ids])) {
      if (row.ended_at) this.active.remove(row.jti);
      else this.add(row);
    }
  }

  private add(row: SessionRow): void {
    const session = this.toActiveSession(row);
    if (session) this.active.add(session);
  }

  private toActiveSession(row: SessionRow): ActiveSession | undefined {
    return this.faults.isolate('viewing-sessions', `session ${row.jti}`, () => toActiveSession(row));
  }

  private read(condition: string, values: unknown[]): Promise<SessionRow[]> {
    return this.dataSource.query<SessionRow[]>(
      `SELECT jti, pit_id, workshop_id, viewer_kind, viewer_id, began_at, ended_at FROM viewing_session WHERE ${condition}`,
      values,
    );
  }
}

function toActiveSession(row: SessionRow): ActiveSession {
  return {
    jti: row.jti,
    pitId: row.pit_id,
    workshopId: row.workshop_id,
    sub: subjectOf({ kind: row.viewer_kind, id: row.viewer_id }),
    beganAt: row.began_at.getTime(),
  };
}
