import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ControlApi, type PathItem } from '@ppf/mediamtx';
import { isDeepStrictEqual } from 'node:util';
import { PitStreamBoard } from '../pits';
import { DesiredStreams } from './desired-streams';
import { KeepPaths } from './keep-paths';
import { MediaServerHealth } from './media-server-health';
import { nextStreamState, type PitStreamState, shown, unheardStreamState } from './pit-stream-state';

/** Milliseconds between the end of a reading and the next one. */
const EVERY_MS = 1000;
/** Without an answer for so long, streams are unknown. Below it, media may flow while a slow hook holds the list up. */
const UNHEARD_AFTER_MS = 5000;
/** Readings between two questions for the version, which changes with a restart only. */
const READINGS_PER_INFO = 30;

/**
 * Watches one media server: reads its paths once a second, one reading at a time, so that a hanging server gathers no
 * queue. Tells the board what is live, and asks for the paths when one that we made is gone.
 */
@Injectable()
export class ObserveStreams implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ObserveStreams.name);
  private readonly states = new Map<string, PitStreamState>();
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> | undefined;
  private readings = 0;
  private heardAt = Date.now();
  private warned = false;
  private closed = false;

  constructor(
    private readonly api: ControlApi,
    private readonly desired: DesiredStreams,
    private readonly board: PitStreamBoard,
    private readonly health: MediaServerHealth,
    private readonly keepPaths: KeepPaths,
  ) {}

  /** Nest's start. */
  onApplicationBootstrap(): void {
    this.next(0);
  }

  /** Nest's shutdown. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    this.api.close();
    await this.reading;
  }

  private next(inMs: number): void {
    if (this.closed) return;
    this.timer = setTimeout(() => {
      this.reading = this.read().finally(() => this.next(EVERY_MS));
    }, inMs);
  }

  private async read(): Promise<void> {
    try {
      const returned = !this.health.isReachable;
      if (returned || this.readings % READINGS_PER_INFO === 0) this.health.heard(await this.api.info());
      this.readings += 1;
      const items = await this.api.paths.list();
      this.heard(items, returned);
    } catch (failure) {
      this.unheard(failure);
    }
  }

  private heard(items: readonly PathItem[], returned: boolean): void {
    const now = Date.now();
    this.heardAt = now;
    const byName = new Map(items.map((item) => [item.name, item]));
    let missing = returned;
    for (const [path, desired] of this.desired.all) {
      const item = byName.get(path);
      // The list names a path that we made always, and by its own configuration.
      missing ||= desired.isLiteral && item?.confName !== path;
      this.show(path, nextStreamState(this.states.get(path), desired, item, now));
    }
    this.forgetOthers();
    if (missing) this.keepPaths.soon();
    if (this.warned || this.readings === 1)
      this.logger.log(`The media server answers (${this.health.version ?? 'before v1.15.2'}).`);
    this.warned = false;
  }

  private unheard(failure: unknown): void {
    this.health.lost();
    if (this.closed) return;
    if (!this.warned) this.logger.warn(`The media server does not answer. ${messageOf(failure)}`);
    this.warned = true;
    const now = Date.now();
    if (now - this.heardAt < UNHEARD_AFTER_MS) return;
    for (const path of this.states.keys()) this.show(path, unheardStreamState(now));
    this.states.clear();
  }

  private show(path: string, state: PitStreamState): void {
    const isFirst = !this.states.has(path);
    this.states.set(path, state);
    const stream = shown(state);
    if (isFirst || !isDeepStrictEqual(stream, this.board.of(path))) this.board.report(path, stream);
  }

  private forgetOthers(): void {
    if (this.states.size === this.desired.all.size) return;
    for (const path of this.states.keys()) {
      if (this.desired.all.has(path)) continue;
      this.states.delete(path);
      this.board.forget(path);
    }
  }
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
