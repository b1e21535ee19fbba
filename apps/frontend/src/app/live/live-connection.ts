import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { type Observable, Subject } from 'rxjs';
import { EventsApi } from '../api/events-api';
import { ProblemError } from '../api/problem-error';
import { SessionStore } from '../session/session-store';
import { Clock } from '../ui/clock';
import { type LiveEvent, parseLiveEvent } from './parse-live-event';
import { reconnectDelayMs } from './reconnect-delay';

/** Time without data after which the connection is closed, ms. The server sends at least a comment every 15 s. */
export const SILENCE_TIMEOUT_MS = 20_000;
/**
 * Time hidden after which the page closes its connection, ms. Over HTTP/1.1, a browser has six connections per host for
 * all its windows.
 */
export const HIDDEN_TIMEOUT_MS = 10_000;
/** A connection of this duration resets the backoff, ms. */
const STABLE_AFTER_MS = 10_000;

/** The connection for live events. Open while a user is signed in, the page is visible, and a page uses it. */
@Injectable({ providedIn: 'root' })
export class LiveConnection {
  private readonly api = inject(EventsApi);
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  private readonly users = signal(0);
  private readonly isAwake = signal(true);
  private readonly connected = signal(false);
  private readonly timedOut = signal(false);
  private readonly receivedAt = signal(0);
  private readonly received = new Subject<LiveEvent>();
  private lastEventId: string | null = null;

  /** Events of the API. */
  readonly events: Observable<LiveEvent> = this.received.asObservable();

  /** Whether the connection is open. */
  readonly isOpen = this.connected.asReadonly();

  /** Whether the last connection was closed because it delivered no data. */
  readonly hasTimedOut = this.timedOut.asReadonly();

  /** Time of the newest data, including comments, ms since 1970; 0 before any. */
  readonly lastReceivedAt = this.receivedAt.asReadonly();

  /** Identity and role of the user. Events of one identity must not be shown to another. */
  readonly identity = computed(() => {
    const user = this.session.user();
    return user && `${user.id} ${user.role} ${user.workshop_id}`;
  });

  private readonly isNeeded = computed(() => this.users() > 0 && this.isAwake());

  constructor() {
    effect((onCleanup) => {
      if (this.clock.visible()) return this.isAwake.set(true);
      const timer = setTimeout(() => this.isAwake.set(false), HIDDEN_TIMEOUT_MS);
      onCleanup(() => clearTimeout(timer));
    });
    effect(() => {
      this.identity();
      this.lastEventId = null;
    });
    effect((onCleanup) => {
      if (this.identity() === null || !this.isNeeded()) return;
      const stop = new AbortController();
      void untracked(() => this.stayConnected(stop.signal));
      onCleanup(() => stop.abort());
    });
  }

  /** Keeps the connection open. @returns releases it */
  use(): () => void {
    this.users.update((count) => count + 1);
    return () => this.users.update((count) => count - 1);
  }

  /** Connects, and reconnects after each end, until it is stopped. */
  private async stayConnected(stopped: AbortSignal): Promise<void> {
    for (let failures = 0; !stopped.aborted;) {
      const startedAt = Date.now();
      const retryAfterSeconds = await this.connect(stopped);
      failures = Date.now() - startedAt >= STABLE_AFTER_MS ? 1 : failures + 1;
      if (!stopped.aborted)
        await pause(reconnectDelayMs(failures, Math.random(), retryAfterSeconds), stopped);
    }
  }

  /** One connection, until its end. @returns the delay that the server requests, s; null without one */
  private async connect(stopped: AbortSignal): Promise<number | null> {
    const connection = new AbortController();
    const abort = (): void => connection.abort();
    stopped.addEventListener('abort', abort);
    const silence = restartableTimer(SILENCE_TIMEOUT_MS, () => {
      this.timedOut.set(true);
      abort();
    });
    try {
      const parser = createParser({ onEvent: (event) => this.handle(event) });
      for await (const chunk of await this.api.open(this.lastEventId, connection.signal)) {
        if (connection.signal.aborted) break;
        silence.restart();
        parser.feed(chunk);
        this.markReceived();
      }
      return null;
    } catch (error) {
      return error instanceof ProblemError ? error.retryAfterSeconds : null;
    } finally {
      silence.stop();
      stopped.removeEventListener('abort', abort);
      abort();
      this.connected.set(false);
      if (stopped.aborted) this.timedOut.set(false);
    }
  }

  private handle({ id, event = 'message', data }: EventSourceMessage): void {
    const live = parseLiveEvent(event, data);
    if (live) this.received.next(live);
    // After a change of rights, the next connection starts with a complete snapshot.
    const needsSnapshot = live?.name === 'ended' && live.data.reason === 'rights-changed';
    this.lastEventId = needsSnapshot ? null : (id ?? this.lastEventId);
  }

  private markReceived(): void {
    this.receivedAt.set(Date.now());
    this.timedOut.set(false);
    this.connected.set(true);
  }
}

function restartableTimer(delayMs: number, onElapsed: () => void): { restart(): void; stop(): void } {
  let timer = setTimeout(onElapsed, delayMs);
  return {
    restart: () => {
      clearTimeout(timer);
      timer = setTimeout(onElapsed, delayMs);
    },
    stop: () => clearTimeout(timer),
  };
}

function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
