import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { isCidr } from '@ppf/camera-probe';
import { pathOf } from '@ppf/mediamtx';
import { DataSource } from 'typeorm';
import { NotifyListener } from '../../platform/database/notify-listener';
import { letHeapGrow } from '../../platform/let-heap-grow';
import { Readiness } from '../../platform/observability/readiness';
import { RowFaults } from '../../platform/observability/row-faults';
import { AccessIndex } from './access-index';
import { AllowList } from './allow-list';
import { type PitAccess } from './pit-access';
import { PitTable } from './pit-table';

/** Rows read at once: reading 100 000 in one go would hold the event loop, and with it the hook, for 0.2 s. */
const ROWS_AT_ONCE = 2000;
/** Milliseconds before reading again after the database failed. */
const RETRY_MS = 1000;
/** Milliseconds that are waited for a pit that nobody has told of. */
const LOOK_MS = 1000;

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

/**
 * Keeps the access index equal to the database: read whole at the start, row by row when PostgreSQL notifies
 * `pits_changed`, whole again when notifications may have been missed. While the database is away the index stays as
 * it was: those who watch go on.
 */
@Injectable()
export class AccessIndexProjection implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(AccessIndexProjection.name);
  private readonly changed = new Set<number>();
  private reload = true;
  private working: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly index: AccessIndex,
    private readonly dataSource: DataSource,
    private readonly notifications: NotifyListener,
    private readonly faults: RowFaults,
    readiness: Readiness,
  ) {
    readiness.require('access-index', () => index.isLoaded);
  }

  /** Nest's start: listens first and reads then, so that no change falls between. */
  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen('pits_changed', {
      onNotify: (pitId) => this.pitChanged(pitId),
      onReconnect: () => this.mayHaveMissed(),
    });
    await this.wake();
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    await this.working;
  }

  /**
   * Has a pit in the index that was made a moment ago, of which PostgreSQL has not told yet: whoever made it may ask for
   * a token at once. Costs nothing for a pit that is known, one read for one that is not; waits a second at most, while
   * the database is away.
   */
  async ensurePit(pitId: number): Promise<void> {
    if (!this.index.isLoaded || this.index.pit(pitId)) return;
    this.changed.add(pitId);
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, LOOK_MS)));
    await Promise.race([this.wake(), enough]).finally(() => clearTimeout(timer));
  }

  private pitChanged(pitId: number): void {
    this.changed.add(pitId);
    void this.wake();
  }

  private mayHaveMissed(): void {
    this.reload = true;
    void this.wake();
  }

  /** One reader at a time: what changes while it reads is read once more. */
  private wake(): Promise<void> {
    this.working ??= this.work().finally(() => {
      this.working = undefined;
      // Told between its last look and its end.
      if (this.hasWork) void this.wake();
    });
    return this.working;
  }

  private get hasWork(): boolean {
    return !this.closed && (this.reload || this.changed.size > 0);
  }

  private async work(): Promise<void> {
    while (this.hasWork) {
      try {
        await (this.reload ? this.readAll() : this.readChanged());
      } catch (cause) {
        if (this.closed) return;
        this.logger.error('The access index could not be read; trying again.', cause);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  private async readAll(): Promise<void> {
    this.reload = false;
    this.changed.clear();
    const pits = new PitTable();
    try {
      for (let after = 0, more = true; more;) {
        const rows = await this.read('p.id > $1 ORDER BY p.id LIMIT $2', [after, ROWS_AT_ONCE]);
        for (const row of rows) pits.put(this.accessOf(row));
        after = rows.at(-1)?.id ?? after;
        more = rows.length === ROWS_AT_ONCE;
      }
    } catch (cause) {
      this.reload = true;
      throw cause;
    }
    letHeapGrow(pits.size);
    this.index.replaceAll(pits);
  }

  private async readChanged(): Promise<void> {
    const ids = [...this.changed].slice(0, ROWS_AT_ONCE);
    for (const id of ids) this.changed.delete(id);
    try {
      const rows = await this.read('p.id = ANY($1)', [ids]);
      const found = new Map(rows.map((row) => [row.id, row]));
      for (const id of ids) {
        const row = found.get(id);
        if (row) this.index.put(this.accessOf(row));
        else this.index.remove(id);
      }
    } catch (cause) {
      for (const id of ids) this.changed.add(id);
      throw cause;
    }
  }

  /** A range that cannot be read lets nobody in: the pit stays, so that its viewers and all other pits go on. */
  private accessOf(row: PitRow): PitAccess {
    const ranges = row.allow_list ?? [];
    this.faults.isolate('access-index', `pit ${row.id}`, () => {
      if (!ranges.every(isCidr)) throw new RangeError('A range of an allow-list cannot be read.');
    });
    return { ...accessOf(row), allowList: AllowList.of(ranges) };
  }

  private read(condition: string, values: unknown[]): Promise<PitRow[]> {
    return this.dataSource.query<PitRow[]>(
      `SELECT p.id, p.workshop_id, p.number, c.kind, c.paused, c.sub, c.transcode, c.on_demand, c.publish_key_hash,
              c.allow_list
       FROM pit p LEFT JOIN camera c ON c.pit_id = p.id WHERE ${condition}`,
      values,
    );
  }
}

function accessOf(row: PitRow): Omit<PitAccess, 'allowList'> {
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
  };
}
