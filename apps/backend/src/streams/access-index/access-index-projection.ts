import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { isCidr } from '@ppf/camera-probe';
import { pathOf } from '@ppf/mediamtx';
import { DataSource } from 'typeorm';
import { NotifyListener } from '../../platform/database/notify-listener';
import { letHeapGrow } from '../../platform/let-heap-grow';
import { Readiness } from '../../platform/observability/readiness';
import { RowFaults } from '../../platform/observability/row-faults';
import { type RowCopy, type RowLoad, RowProjection } from '../../platform/projection/row-projection';
import { SqlRows } from '../../platform/projection/sql-rows';
import { AccessIndex } from './access-index';
import { AllowList } from './allow-list';
import { type PitAccess } from './pit-access';
import { PitTable } from './pit-table';

/** Milliseconds that a request waits for a pit of which no notification has arrived. */
const PIT_DEADLINE_MS = 1000;

interface PitRow {
  readonly id: number;
  readonly workshop_id: number;
  readonly number: number;
  readonly kind: 'pull' | 'push' | null;
  readonly on_demand: boolean | null;
  readonly publish_key_hash: Buffer | null;
  readonly paused: boolean | null;
  readonly sub: boolean | null;
  readonly transcode: boolean | null;
  readonly allow_list: string[] | null;
}

/** Loads the pits into the access index and applies changes. */
@Injectable()
export class AccessIndexProjection implements RowCopy<PitRow>, OnApplicationBootstrap, OnModuleDestroy {
  private readonly projection: RowProjection<PitRow>;

  constructor(
    private readonly index: AccessIndex,
    dataSource: DataSource,
    notifications: NotifyListener,
    private readonly faults: RowFaults,
    readiness: Readiness,
  ) {
    this.projection = new RowProjection<PitRow>(
      { notifications, faults },
      {
        name: 'pits of the access index',
        channels: { pits_changed: (id) => [id] },
        source: new SqlRows<PitRow>(dataSource, {
          select: `SELECT p.id, p.workshop_id, p.number, c.kind, c.paused, c.sub, c.transcode, c.on_demand,
                     c.publish_key_hash, c.allow_list
                   FROM pit p LEFT JOIN camera c ON c.pit_id = p.id`,
          idColumn: 'p.id',
        }),
        copy: this,
        faults: { task: 'access-index', row: 'pit' },
      },
    );
    readiness.require('access-index', () => index.isLoaded);
  }

  /** Nest lifecycle hook: starts this component. */
  onApplicationBootstrap(): Promise<void> {
    return this.projection.start();
  }

  /** Nest lifecycle hook: stops this component. */
  onModuleDestroy(): Promise<void> {
    return this.projection.stop();
  }

  /**
   * Loads a pit that was created a moment ago and whose notification has not arrived: a client may request a token for it
   * immediately. Does nothing for a known pit, and reads one row for an unknown one, for at most a second.
   */
  async ensurePit(pitId: number): Promise<void> {
    await this.ensurePits([pitId]);
  }

  /** `ensurePit` for several pits, with one read for all that are missing. */
  async ensurePits(pitIds: readonly number[]): Promise<void> {
    if (!this.index.isLoaded) return;
    const missing = pitIds.filter((pitId) => !this.index.pit(pitId));
    if (missing.length > 0) await this.projection.refresh(missing, PIT_DEADLINE_MS);
  }

  /** Called by the projection. */
  beginLoad(): RowLoad<PitRow> {
    const pits = new PitTable();
    return {
      put: (row) => pits.put(this.toPitAccess(row)),
      commit: () => {
        letHeapGrow(pits.size);
        this.index.replaceAll(pits);
      },
    };
  }

  /** Called by the projection. */
  put(row: PitRow): void {
    this.index.put(this.toPitAccess(row));
  }

  /** Called by the projection. */
  remove(pitId: number): void {
    this.index.remove(pitId);
    this.faults.clear('access-index', allowListOf(pitId));
  }

  private toPitAccess(row: PitRow): PitAccess {
    return {
      pitId: row.id,
      workshopId: row.workshop_id,
      path: pathOf(row.workshop_id, row.number),
      cameraKind: row.kind,
      paused: row.paused === true,
      hasSub: row.sub === true,
      transcode: row.transcode === true,
      onDemand: row.on_demand === true,
      publishKeyHash: row.publish_key_hash,
      allowList: AllowList.of(this.checkRanges(row)),
    };
  }

  /** Reports an invalid range, which admits no address. The pit stays in the index, so that its viewers are served. */
  private checkRanges({ id, allow_list: ranges }: PitRow): readonly string[] {
    this.faults.isolate('access-index', allowListOf(id), () => {
      if (!(ranges ?? []).every(isCidr)) throw new RangeError('An allow-list has an invalid range.');
    });
    return ranges ?? [];
  }
}

function allowListOf(pitId: number): string {
  return `allow-list of pit ${pitId}`;
}
