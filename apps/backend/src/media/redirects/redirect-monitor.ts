import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { pathOf, rawPathOf } from '@ppf/mediamtx';
import { DataSource } from 'typeorm';
import { PauseRedirectingCamera } from '../../pits';
import { FailureLog } from '../../platform/failures/failure-log';
import { RowFaults } from '../../platform/observability/row-faults';
import { delay } from '../../platform/scheduling/delay';
import { PeriodicTask } from '../../platform/scheduling/periodic-task';
import { MediaServers, StreamStatusStore } from '../../media-servers';
import { decideRedirectChecks, type LastCheck, type PulledCamera, nextBatch } from './decide-redirect-checks';

/** Milliseconds between two runs. */
const CHECK_INTERVAL_MS = 3000;
/** Cameras that are checked in parallel. Each check may take as long as MediaMTX waits for the camera. */
const BATCH_LIMITS = { perWorkshop: 8, total: 48 } as const;
/** Least milliseconds between the starts of two batches: 10 000 cameras that refuse immediately would load one core. */
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
 * Checks pulled cameras for redirects, on the leader of their media server, and pauses those that redirect. MediaMTX
 * follows a redirect to any address and does not report it, so a redirect may be followed before the camera is paused.
 */
@Injectable()
export class RedirectMonitor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly last = new Map<number, LastCheck>();
  private readonly checking = new PeriodicTask({
    intervalMs: CHECK_INTERVAL_MS,
    firstDelayMs: CHECK_INTERVAL_MS,
    run: (signal) => this.checkAll(signal),
    report: new FailureLog(new Logger(RedirectMonitor.name), 'Cameras cannot be checked for redirects.'),
  });

  constructor(
    private readonly dataSource: DataSource,
    private readonly servers: MediaServers,
    private readonly streams: StreamStatusStore,
    private readonly redirects: PauseRedirectingCamera,
    private readonly faults: RowFaults,
  ) {}

  /** Starts the periodic checks, unless they are switched off. */
  onApplicationBootstrap(): void {
    if (this.redirects.isOn) this.checking.start();
  }

  /** Stops the checks. */
  async onModuleDestroy(): Promise<void> {
    await this.checking.stop();
  }

  /** Checks all cameras that are due now, or waits for the run in progress. Never throws. */
  checkNow(): Promise<void> {
    return this.checking.runNow();
  }

  private async checkAll(signal: AbortSignal): Promise<void> {
    // Reads the cameras again after each interval, so that a camera that begins to send does not wait for all others.
    while (!signal.aborted && (await this.checkFor(CHECK_INTERVAL_MS, signal)));
  }

  /** Checks in batches for a time. @returns whether cameras are left that are due */
  private async checkFor(periodMs: number, signal: AbortSignal): Promise<boolean> {
    const led = this.servers.allRunning.filter(({ isLed }) => isLed).map(({ id }) => id);
    const rows = led.length === 0 ? [] : await this.dataSource.query<PulledRow[]>(PULLED, [led]);
    const cameras = new Map(rows.map((row) => [row.pit_id, this.toPulledCamera(row)]));
    for (const pitId of this.last.keys()) if (!cameras.has(pitId)) this.last.delete(pitId);
    const began = performance.now();
    const workshops = new Map(rows.map((row) => [row.pit_id, row.workshop_id]));
    let due = decideRedirectChecks([...cameras.values()], this.last, began);
    while (due.length > 0 && performance.now() - began < periodMs) {
      const batch = nextBatch(due, (pitId) => workshops.get(pitId) ?? 0, BATCH_LIMITS);
      await Promise.all([this.checkBatch(batch, cameras, signal), delay(MIN_BATCH_MS, signal)]);
      if (signal.aborted) return false;
      const checked = new Set(batch);
      due = due.filter((pitId) => !checked.has(pitId));
    }
    return due.length > 0;
  }

  private async checkBatch(
    batch: readonly number[],
    cameras: ReadonlyMap<number, PulledCamera>,
    signal: AbortSignal,
  ): Promise<void> {
    const checks = await this.redirects.prepare(batch);
    const now = performance.now();
    await Promise.all(
      batch.map(async (pitId) => {
        this.last.set(pitId, { at: now, since: cameras.get(pitId)?.stream.since ?? null });
        const wasPaused = await this.faults.isolateAsync('redirects', `pit ${pitId}`, () =>
          checks.check(pitId, signal),
        );
        // A paused camera is checked as soon as it is resumed.
        if (wasPaused) this.last.delete(pitId);
      }),
    );
  }

  private toPulledCamera(row: PulledRow): PulledCamera {
    const path = row.transcode ? rawPathOf(row.workshop_id, row.number) : pathOf(row.workshop_id, row.number);
    return { pitId: row.pit_id, onDemand: row.on_demand, stream: this.streams.of(path) };
  }
}
