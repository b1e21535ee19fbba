import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Subscription } from 'rxjs';
import { CredentialProjection, type Principal } from '../auth';
import { Clock } from '../platform/clock';
import { DomainError } from '../platform/problems/domain-error';
import { EventFeed } from './event-feed';
import { EventStream } from './event-stream';
import { EventTiming } from './event-timing';
import { message } from './messages';

/** Open event streams per user: some windows on some devices. */
export const MAX_STREAMS_PER_USER = 20;

/** The client of an event stream. */
export interface EventSubscriber {
  readonly principal: Principal;
  /** When the access token expires, milliseconds since 1970. */
  readonly endsAt: number;
  /** Id of the last event that the client received. */
  readonly lastEventId: string | undefined;
}

/** The open event streams. Ends them when the user's rights change or the process stops. */
@Injectable()
export class EventStreams implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly byUser = new Map<number, Set<EventStream>>();
  private changes: Subscription | undefined;

  constructor(
    private readonly feed: EventFeed,
    private readonly credentials: CredentialProjection,
    private readonly timing: EventTiming,
    private readonly clock: Clock,
  ) {}

  /** The open streams. */
  get all(): EventStream[] {
    return [...this.byUser.values()].flatMap((streams) => [...streams]);
  }

  /** Nest lifecycle hook: starts this component. */
  onApplicationBootstrap(): void {
    this.changes = this.credentials.changes.subscribe((id) => {
      for (const stream of this.byUser.get(id) ?? []) stream.close('rights-changed');
    });
  }

  /** Nest lifecycle hook: stops this component. */
  onModuleDestroy(): void {
    this.changes?.unsubscribe();
    this.endAll();
  }

  /** Ends all open streams: clients reconnect, to another process or to this one after its restart. */
  endAll(): void {
    for (const stream of this.all) stream.close();
  }

  /**
   * Opens a stream.
   * @param begin Starts the response; called after the limit was checked.
   * @throws DomainError too-many-requests when the user has too many open streams.
   */
  open({ principal, endsAt, lastEventId }: EventSubscriber, begin: () => ServerResponse): void {
    const streams = this.byUser.get(principal.id) ?? new Set();
    if (streams.size >= MAX_STREAMS_PER_USER)
      throw new DomainError('too-many-requests', {
        detail: message('too-many-streams', { limit: MAX_STREAMS_PER_USER }),
        retryAfterSeconds: 10,
      });
    const response = begin();
    const stream = new EventStream(response, {
      workshopId: principal.workshopId,
      pitIds: principal.pitIds,
      endsInMs: endsAt - this.clock.now().getTime(),
      heartbeatMs: this.timing.heartbeatMs,
    });
    this.byUser.set(principal.id, streams.add(stream));
    const leaveFeed = this.feed.join(stream, lastEventId);
    response.once('close', () => {
      leaveFeed();
      streams.delete(stream);
      if (streams.size === 0 && this.byUser.get(principal.id) === streams) this.byUser.delete(principal.id);
    });
  }
}
