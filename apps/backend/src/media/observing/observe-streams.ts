import { Logger } from '@nestjs/common';
import { type PathItem } from '@ppf/mediamtx';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ClockLeaps } from '../../platform/clock-leaps';
import { type DesiredStreams } from '../paths/desired-streams';
import { type KeepPaths } from '../paths/keep-paths';
import { type MediaServer } from '../server/media-server';
import { withPlayers } from './reader-players';
import { type StreamObservation } from './stream-observation';
import { type Disturbance } from './stream-blame';
import { type StreamObservations } from './stream-observations';

/** Milliseconds between the end of a reading and the next one. */
const EVERY_MS = 900;
/** Without an answer for so long, streams are unknown. Below it, media may flow while a slow hook holds the list up. */
const UNHEARD_AFTER_MS = 5000;
/** An answer that takes longer says less of what arrived meanwhile, in milliseconds. */
const LATE_AFTER_MS = 1000;
/** A media server whose answer takes longer hangs, in milliseconds. */
const HANGS_AFTER_MS = 2500;
/** Readings between two questions for the version, which changes with a restart only. */
const READINGS_PER_INFO = 30;

/** Streams that are looked at in one go; then others have their turn: MediaMTX waits for its hook in the same process. */
const AT_ONCE = 250;

/** The media server that is observed. */
export interface ObservedServer extends MediaServer {
  /** Whether the path's workshop is placed on it: while a workshop moves, two servers have its paths. */
  carries(path: string): boolean;
  /** What it lists, with those who watch elsewhere what it has. */
  watched(items: readonly PathItem[]): readonly PathItem[];
}

/**
 * Watches one media server: reads its paths once a second, one reading at a time, so that a hanging server gathers no
 * queue. Tells the board what is live, and asks for the paths when one that we made is gone.
 */
export class ObserveStreams {
  private readonly logger = new Logger(ObserveStreams.name);
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> | undefined;
  private readings = 0;
  /** By the monotonic clock. */
  private heardAt = performance.now();
  private readonly leaps = new ClockLeaps();
  private warned = false;
  private observation: StreamObservation | undefined;

  constructor(
    private readonly server: ObservedServer,
    private readonly desired: DesiredStreams,
    private readonly observations: StreamObservations,
    private readonly keepPaths: Pick<KeepPaths, 'soon'>,
  ) {}

  /** From now on; nothing happens when it does so already. */
  start(): void {
    if (this.observation) return;
    this.observation = this.observations.begin();
    this.heardAt = performance.now();
    this.next(0);
  }

  /** No more. What the board knows stays until another one tells it. */
  async stop(): Promise<void> {
    this.observation?.end();
    this.observation = undefined;
    clearTimeout(this.timer);
    await this.reading;
  }

  private next(inMs: number): void {
    if (!this.observation) return;
    this.timer = setTimeout(() => {
      this.reading = this.read().finally(() => this.next(EVERY_MS));
    }, inMs);
  }

  private async read(): Promise<void> {
    const began = performance.now();
    const hangs = setTimeout(() => this.observation?.unanswered(), HANGS_AFTER_MS);
    try {
      const { api, health } = this.server;
      const returned = !health.isReachable;
      if (returned || this.readings % READINGS_PER_INFO === 0) health.heard(await api.info());
      this.readings += 1;
      const items = this.server.watched(await withPlayers(await api.paths.list(), api.sessions));
      health.heard();
      const took = performance.now() - began;
      const disturbance =
        returned || took >= HANGS_AFTER_MS ? 'back' : took >= LATE_AFTER_MS ? 'late' : 'none';
      if (this.observation)
        await this.heard(this.sameOrAnew(this.observation), items, { returned, disturbance });
    } catch (failure) {
      if (this.observation) this.unheard(this.observation, failure);
    } finally {
      clearTimeout(hangs);
    }
  }

  /** Since when a stream is gone or silent means nothing any more when the clock has leapt. */
  private sameOrAnew(seen: StreamObservation): StreamObservation {
    if (!this.leaps.leapt()) return seen;
    this.logger.warn('The clock of this machine has leapt.');
    seen.end();
    return (this.observation = this.observations.begin());
  }

  private async heard(
    seen: StreamObservation,
    items: readonly PathItem[],
    { returned, disturbance }: { readonly returned: boolean; readonly disturbance: Disturbance },
  ): Promise<void> {
    const now = Date.now();
    this.heardAt = performance.now();
    seen.heard(now, disturbance);
    const byName = new Map(items.map((item) => [item.name, item]));
    let missing = returned;
    let looked = 0;
    for (const [path, desired] of this.desired.all) {
      if ((looked += 1) % AT_ONCE === 0) await nextTurn();
      // It may have been stopped meanwhile.
      if (this.observation !== seen) return;
      const item = byName.get(path);
      // The list names a path that we made always, and by its own configuration.
      missing ||= desired.isLiteral && item?.confName !== path;
      if (this.server.carries(path))
        this.observations.faults.isolate('stream-status', path, () => seen.saw(path, desired, item, now));
    }
    seen.keep(
      (path) => this.desired.all.has(path),
      (path) => !this.server.carries(path),
    );
    if (missing) this.keepPaths.soon();
    if (this.warned || this.readings === 1)
      this.logger.log(`${this.server.name} answers (${this.server.health.version ?? 'before v1.15.2'}).`);
    this.warned = false;
  }

  private unheard(seen: StreamObservation, failure: unknown): void {
    this.server.health.lost();
    if (!this.warned) this.logger.warn(`${this.server.name} does not answer. ${messageOf(failure)}`);
    this.warned = true;
    if (performance.now() - this.heardAt >= UNHEARD_AFTER_MS) seen.unheard(Date.now());
    else seen.unanswered();
  }
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
