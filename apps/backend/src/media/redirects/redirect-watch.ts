import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { pathOf, rawPathOf } from '@ppf/mediamtx';
import { DataSource } from 'typeorm';
import { PauseRedirectingCamera, PitStreamBoard } from '../../pits';
import { RowFaults } from '../../platform/observability/row-faults';
import { MediaServers } from '../running/media-servers';
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
export class RedirectWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RedirectWatch.name);
  private readonly last = new Map<number, LastCheck>();
  private readonly ending = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly servers: MediaServers,
    private readonly board: PitStreamBoard,
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
    // Each look asks some: all of a workshop's cameras begin at once when its network is back.
    while ((await this.lookOnce()) && !this.ending.signal.aborted);
  }

  /** @returns whether there are more to be asked */
  private async lookOnce(): Promise<boolean> {
    const led = this.servers.allRunning.filter(({ isLed }) => isLed).map(({ id }) => id);
    const rows = led.length === 0 ? [] : await this.dataSource.query<PulledRow[]>(PULLED, [led]);
    const cameras = new Map(rows.map((row) => [row.pit_id, this.pulled(row)]));
    for (const pitId of this.last.keys()) if (!cameras.has(pitId)) this.last.delete(pitId);
    const now = performance.now();
    const due = decideRedirectChecks([...cameras.values()], this.last, now);
    const workshops = new Map(rows.map((row) => [row.pit_id, row.workshop_id]));
    const asked = withinOneLook(due, (pitId) => workshops.get(pitId) ?? 0, CHECKS);
    await Promise.all(
      asked.map(async (pitId) => {
        this.last.set(pitId, { at: now, since: cameras.get(pitId)?.stream.since ?? null });
        const wasPaused = await this.faults.isolateAsync('redirects', `pit ${pitId}`, () =>
          this.camera.check(pitId, this.ending.signal),
        );
        // Resumed, it is asked at once.
        if (wasPaused) this.last.delete(pitId);
      }),
    );
    return asked.length < due.length;
  }

  private pulled(row: PulledRow): PulledCamera {
    const path = row.transcode ? rawPathOf(row.workshop_id, row.number) : pathOf(row.workshop_id, row.number);
    return { pitId: row.pit_id, onDemand: row.on_demand, stream: this.board.of(path) };
  }
}
