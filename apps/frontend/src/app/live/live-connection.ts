import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Subject, type Observable } from 'rxjs';
import { EventsApi } from '../api/events-api';
import { ProblemError } from '../api/problem-error';
import { SessionStore } from '../session/session-store';
import { Clock } from '../ui/clock';
import { EventParser, type ServerEvent } from './event-parser';
import { type LiveEvent, liveEventOf } from './live-event';
import { reconnectAfter } from './reconnect-after';

/** Without even a comment for so long, a connection is dead; the server sends one every 15 s. In milliseconds. */
export const SILENT_AFTER = 20_000;
/**
 * A page that is hidden for so long lets its connection go, in milliseconds: over HTTP/1.1 a browser has six of them
 * for all its windows.
 */
export const HIDDEN_AFTER = 10_000;
/** A connection that lasted so long was a good one: what ends it is no reason to wait longer. In milliseconds. */
const LASTED = 10_000;

/** The connection that tells what changes. There while somebody is signed in, the page is seen, and a page wants it. */
@Injectable({ providedIn: 'root' })
export class LiveConnection {
  private readonly api = inject(EventsApi);
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  private readonly users = signal(0);
  private readonly awake = signal(true);
  private readonly connected = signal(false);
  private readonly silent = signal(false);
  private readonly heard = signal(0);
  private readonly received = new Subject<LiveEvent>();
  private lastEventId: string | null = null;

  /** What the server tells. */
  readonly events: Observable<LiveEvent> = this.received.asObservable();

  /** Whether the connection is there. */
  readonly isOpen = this.connected.asReadonly();

  /** Whether the last connection was given up because nothing came. */
  readonly isSilent = this.silent.asReadonly();

  /** When the server was last heard, a comment counts too; milliseconds since 1970, 0 for never. */
  readonly heardAt = this.heard.asReadonly();

  /** Whose connection it is: what one person was told is nothing for the next one. */
  readonly person = computed(() => {
    const user = this.session.user();
    return user && `${user.id} ${user.role} ${user.workshop_id}`;
  });

  private readonly wanted = computed(() => this.users() > 0 && this.awake());

  constructor() {
    effect((onCleanup) => {
      if (this.clock.visible()) return this.awake.set(true);
      const timer = setTimeout(() => this.awake.set(false), HIDDEN_AFTER);
      onCleanup(() => clearTimeout(timer));
    });
    effect(() => {
      this.person();
      this.lastEventId = null;
    });
    effect((onCleanup) => {
      if (this.person() === null || !this.wanted()) return;
      const stop = new AbortController();
      void untracked(() => this.stay(stop.signal));
      onCleanup(() => stop.abort());
    });
  }

  /** Wants the connection. @returns a function that does so no more. */
  use(): () => void {
    this.users.update((count) => count + 1);
    return () => this.users.update((count) => count - 1);
  }

  /** Connects, and again whenever the connection ends, until it is stopped. */
  private async stay(stopped: AbortSignal): Promise<void> {
    for (let failures = 0; !stopped.aborted;) {
      const began = Date.now();
      const askedFor = await this.connect(stopped);
      failures = Date.now() - began >= LASTED ? 1 : failures + 1;
      if (!stopped.aborted) await pause(reconnectAfter(failures, Math.random(), askedFor), stopped);
    }
  }

  /** One connection, to its end. @returns for how many seconds the server asks to stay away; null: it does not. */
  private async connect(stopped: AbortSignal): Promise<number | null> {
    const connection = new AbortController();
    const end = (): void => connection.abort();
    stopped.addEventListener('abort', end);
    const silence = after(SILENT_AFTER, () => {
      this.silent.set(true);
      end();
    });
    try {
      const parser = new EventParser();
      for await (const piece of await this.api.open(this.lastEventId, connection.signal)) {
        if (connection.signal.aborted) break;
        silence.again();
        this.hear(parser.read(piece));
      }
      return null;
    } catch (failure) {
      return failure instanceof ProblemError ? failure.retryAfterSeconds : null;
    } finally {
      silence.stop();
      stopped.removeEventListener('abort', end);
      end();
      this.connected.set(false);
      if (stopped.aborted) this.silent.set(false);
    }
  }

  private hear(events: readonly ServerEvent[]): void {
    for (const event of events) {
      const live = liveEventOf(event);
      if (live) this.received.next(live);
      // Whoever may see other pits now is told all of them anew.
      const anew = live?.name === 'ended' && live.data.reason === 'rights-changed';
      this.lastEventId = anew ? null : (event.id ?? this.lastEventId);
    }
    this.heard.set(Date.now());
    this.silent.set(false);
    this.connected.set(true);
  }
}

/** A timer that begins again each time there is a sign of life. */
function after(milliseconds: number, act: () => void): { again(): void; stop(): void } {
  let timer = setTimeout(act, milliseconds);
  return {
    again: () => {
      clearTimeout(timer);
      timer = setTimeout(act, milliseconds);
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
