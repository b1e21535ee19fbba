import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { pathOf, rawPathOf } from '@ppf/mediamtx';
import { setTimeout } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { PauseRedirectingCamera } from '../../pits';
import { RowFaults } from '../../platform/observability/row-faults';
import { MediaServers, StreamStatusStore } from '../../media-servers';
import {
  decideRedirectChecks,
  type LastCheck,
  type PulledCamera,
  withinOneLook,
} from './decide-redirect-checks';

/** Milliseconds between two looks. */
const INTERVAL_MS = 3000;
/** Cameras that are asked at one look. Each may take as long as MediaMTX would wait for it. */
const CHECKS = { perWorkshop: 8, total: 48 } as const;
/** Milliseconds between the starts of two batches at least: 10 000 cameras that refuse at once would fill a core. */
const MIN_BATCH_MS = 500;

const PULLED = `
  SELECT camera.pit_id, camera.on_demand, camera.transcode, pit.workshop_id, pit.number
  FROM camera JOIN pit ON pit.id = camera.pit_id JOIN workshop ON workshop.id = pit.workshop_id
  WHERE workshop.media_server_id = ANY($1) AND camera.kind = 'pull' AND camera.feed = 'rtsp'
    AND NOT camera.paused AND camera.not_applied IS NULL ORDER BY camera.id`;

interface PulledRow {
  readonly pit_id: number;
  readonly on_demand: boolean;
  readonly transcode: boolean;
  readonly workshop_id: number;
  readonly number: number;
}

/**
 * Asks cameras that are pulled whether they redirect, on the backend that leads their media server: MediaMTX follows a
 * redirect anywhere, and does not say so. What it followed before the camera is paused, it followed.
 */
@Injectable()
export class RedirectMonitor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RedirectMonitor.name);
  private readonly last = new Map<number, LastCheck>();
  private readonly ending = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly servers: MediaServers,
    private readonly board: StreamStatusStore,
    private readonly camera: PauseRedirectingCamera,
    private readonly faults: RowFaults,
  ) {}

  /** Nest's start. */
  onApplicationBootstrap(): void {
    if (!this.camera.isOn) return;
    this.timer = setInterval(() => void this.look(), INTERVAL_MS);
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.ending.abort();
    await this.looking;
  }

  /** Looks now; while a look goes on, waits for that. Never throws. */
  look(): Promise<void> {
    this.looking ??= this.lookAtAll()
      .catch((failure: unknown) => this.logger.debug(`Redirects are not looked for. ${String(failure)}`))
      .finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookAtAll(): Promise<void> {
    // Read anew while checks remain, so that a camera that begins to send waits for one interval and not for all others.
    while ((await this.checkFor(INTERVAL_MS)) && !this.ending.signal.aborted);
  }

  /** Checks in batches until the time is over. @returns whether checks remain */
  private async checkFor(periodMs: number): Promise<boolean> {
    const led = this.servers.allRunning.filter(({ isLed }) => isLed).map(({ id }) => id);
    const rows = led.length === 0 ? [] : await this.dataSource.query<PulledRow[]>(PULLED, [led]);
    const cameras = new Map(rows.map((row) => [row.pit_id, this.pulled(row)]));
    for (const pitId of this.last.keys()) if (!cameras.has(pitId)) this.last.delete(pitId);
    const began = performance.now();
    const workshops = new Map(rows.map((row) => [row.pit_id, row.workshop_id]));
    let due = decideRedirectChecks([...cameras.values()], this.last, began);
    while (due.length > 0 && performance.now() - began < periodMs) {
      const batch = withinOneLook(due, (pitId) => workshops.get(pitId) ?? 0, CHECKS);
      await Promise.all([this.checkBatch(batch, cameras), this.pause()]);
      if (this.ending.signal.aborted) return false;
      const checked = new Set(batch);
      due = due.filter((pitId) => !checked.has(pitId));
    }
    return due.length > 0;
  }

  private async checkBatch(
    batch: readonly number[],
    cameras: ReadonlyMap<number, PulledCamera>,
  ): Promise<void> {
    const { signal } = this.ending;
    const checks = await this.camera.prepare(batch);
    const now = performance.now();
    await Promise.all(
      batch.map(async (pitId) => {
        this.last.set(pitId, { at: now, since: cameras.get(pitId)?.stream.since ?? null });
        const wasPaused = await this.faults.isolateAsync('redirects', `pit ${pitId}`, () =>
          checks.check(pitId, signal),
        );
        // Resumed, it is checked at once.
        if (wasPaused) this.last.delete(pitId);
      }),
    );
  }

  private async pause(): Promise<void> {
    await setTimeout(MIN_BATCH_MS, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }

  private pulled(row: PulledRow): PulledCamera {
    const path = row.transcode ? rawPathOf(row.workshop_id, row.number) : pathOf(row.workshop_id, row.number);
    return { pitId: row.pit_id, onDemand: row.on_demand, stream: this.board.of(path) };
  }
}
