import { computed, effect, inject, Injectable, linkedSignal } from '@angular/core';
import type { MediaServerDetails } from '@ppf/contracts';
import { MediaServersApi } from '../../api/media-servers-api';
import { ProblemError } from '../../api/problem-error';
import { SessionStore } from '../../session/session-store';
import { Clock } from '../../ui/clock';

/** Poll interval while the page is visible, ms. */
export const POLL_INTERVAL_MS = 3000;
/** Age of the last response from which it is shown as stale, ms. */
export const STALE_AFTER_MS = 10_000;

/** States of the media servers page. */
export type MediaServersView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not-for-you' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  | { readonly kind: 'servers'; readonly servers: readonly MediaServerDetails[] };

interface LoadedServers {
  readonly servers: readonly MediaServerDetails[] | null;
  readonly at: number;
}

/** Polls the media servers. After a failure, the last response stays. */
@Injectable()
export class MediaServersStore {
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  /** Whether the user may not see media servers. Nothing is requested then. */
  private readonly isForbidden = computed(
    () => this.session.user() !== null && !this.session.can('media-servers:read'),
  );
  private readonly response = inject(MediaServersApi).all(() => !this.isForbidden());

  private readonly loaded = linkedSignal<readonly MediaServerDetails[] | null, LoadedServers>({
    source: () => (this.response.hasValue() ? this.response.value().items : null),
    computation: (servers, before) =>
      servers === null ? (before?.value ?? { servers, at: 0 }) : { servers, at: Date.now() },
  });

  private readonly problem = computed(() => {
    const error = this.response.error();
    return error instanceof ProblemError ? error : null;
  });

  /** State of the page. */
  readonly view = computed<MediaServersView>(() => {
    if (this.isForbidden()) return { kind: 'not-for-you' };
    const { servers } = this.loaded();
    if (servers) return { kind: 'servers', servers };
    const problem = this.problem();
    return problem ? { kind: 'failed', problem } : { kind: 'loading' };
  });

  /** Time without an update, ms; null while updates arrive. */
  readonly staleFor = computed(() => {
    const { servers, at } = this.loaded();
    const age = this.clock.now() - at;
    return servers !== null && this.problem() !== null && age >= STALE_AFTER_MS ? age : null;
  });

  constructor() {
    effect((onCleanup) => {
      if (!this.clock.visible() || this.isForbidden()) return;
      const timer = setInterval(() => this.response.reload(), POLL_INTERVAL_MS);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Reloads now. */
  reload(): void {
    this.response.reload();
  }
}
