import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Subscription } from 'rxjs';
import { CredentialProjection, type Principal } from '../auth';
import { Clock } from '../platform/clock';
import { DomainError } from '../platform/problems/domain-error';
import { EventFeed } from './event-feed';
import { EventStream } from './event-stream';
import { EventTiming } from './event-timing';

/** Streams that one person may have open: some windows on some devices. */
export const MAX_STREAMS_PER_USER = 20;

/** Who wants to be told. */
export interface EventSubscriber {
  readonly principal: Principal;
  /** When their access token ends, milliseconds. */
  readonly endsAt: number;
  /** The last event that they got. */
  readonly lastEventId: string | undefined;
}

/** The open event streams: begins them, and ends them when their people's rights change or the process stops. */
@Injectable()
export class EventStreams implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly byPerson = new Map<number, Set<EventStream>>();
  private changes: Subscription | undefined;

  constructor(
    private readonly feed: EventFeed,
    private readonly credentials: CredentialProjection,
    private readonly timing: EventTiming,
    private readonly clock: Clock,
  ) {}

  /** Those that are open. */
  get all(): EventStream[] {
    return [...this.byPerson.values()].flatMap((streams) => [...streams]);
  }

  /** Nest's start. */
  onApplicationBootstrap(): void {
    this.changes = this.credentials.changes.subscribe((id) => {
      for (const stream of this.byPerson.get(id) ?? []) stream.close('rights-changed');
    });
  }

  /** Nest's shutdown. */
  onModuleDestroy(): void {
    this.changes?.unsubscribe();
    this.endAll();
  }

  /** Ends those that are open: whoever listens connects again, to another process or the next one. */
  endAll(): void {
    for (const stream of this.all) stream.close();
  }

  /**
   * Opens a stream.
   * @param answer Begins the answer; called once it is sure that there will be one.
   * @throws DomainError too-many-requests when the person has too many open.
   */
  open({ principal, endsAt, lastEventId }: EventSubscriber, answer: () => ServerResponse): void {
    const theirs = this.byPerson.get(principal.id) ?? new Set();
    if (theirs.size >= MAX_STREAMS_PER_USER)
      throw new DomainError('too-many-requests', {
        detail: `You have ${MAX_STREAMS_PER_USER} event streams open. Close one of them first.`,
        retryAfterSeconds: 10,
      });
    const response = answer();
    const stream = new EventStream(response, {
      workshopId: principal.workshopId,
      endsInMs: endsAt - this.clock.now().getTime(),
      heartbeatMs: this.timing.heartbeatMs,
    });
    this.byPerson.set(principal.id, theirs.add(stream));
    const leave = this.feed.join(stream, lastEventId);
    response.once('close', () => {
      leave();
      theirs.delete(stream);
      if (theirs.size === 0 && this.byPerson.get(principal.id) === theirs) this.byPerson.delete(principal.id);
    });
  }
}
