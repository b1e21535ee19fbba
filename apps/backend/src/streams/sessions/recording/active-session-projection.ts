import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ViewerKind } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { NotifyListener } from '../../../platform/database/notify-listener';
import { RowFaults } from '../../../platform/observability/row-faults';
import { type RowCopy, type RowLoad, RowProjection } from '../../../platform/projection/row-projection';
import { SqlRows } from '../../../platform/projection/sql-rows';
import { subjectOf } from '../../tokens/viewer';
import { type ActiveSession, ActiveSessions } from '../admission/active-sessions';
import { SessionNotifier } from './session-notifier';
import { SessionRecorder } from './session-recorder';

interface SessionRow {
  readonly id: number;
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
export class ActiveSessionProjection implements RowCopy<SessionRow>, OnApplicationBootstrap, OnModuleDestroy {
  private readonly projection: RowProjection<SessionRow>;

  constructor(
    private readonly active: ActiveSessions,
    private readonly recorder: SessionRecorder,
    notifier: SessionNotifier,
    dataSource: DataSource,
    notifications: NotifyListener,
    faults: RowFaults,
  ) {
    this.projection = new RowProjection<SessionRow>(
      { notifications, faults },
      {
        name: 'viewing sessions',
        channels: { viewing_sessions: (payload) => notifier.idsOf(payload) },
        source: new SqlRows<SessionRow>(dataSource, {
          select: `SELECT id, jti, pit_id, workshop_id, viewer_kind, viewer_id, began_at, ended_at FROM viewing_session`,
          loadWhere: 'ended_at IS NULL',
        }),
        copy: this,
        faults: { task: 'viewing-sessions', row: 'row' },
      },
    );
  }

  /** Nest lifecycle hook: starts this component. */
  onApplicationBootstrap(): Promise<void> {
    return this.projection.start();
  }

  /** Nest lifecycle hook: stops this component. */
  onModuleDestroy(): Promise<void> {
    return this.projection.stop();
  }

  /** Called by the projection. */
  beginLoad(): RowLoad<SessionRow> {
    // Sessions that are not yet written are in no row. Collected first: they may be written during the load.
    const waiting = this.recorder.unwritten;
    const loaded: ActiveSession[] = [];
    return {
      put: (row) => loaded.push(toActiveSession(row)),
      commit: () => {
        const unwritten = [...waiting, ...this.recorder.unwritten];
        this.active.replaceAll([...loaded, ...unwritten.flatMap(({ jti }) => this.active.of(jti) ?? [])]);
      },
    };
  }

  /** Called by the projection. */
  put(row: SessionRow): void {
    if (row.ended_at) this.active.remove(row.jti);
    else this.active.add(toActiveSession(row));
  }

  /** Called by the projection. Does nothing: only sessions that have ended are deleted. */
  remove(): void {}
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
