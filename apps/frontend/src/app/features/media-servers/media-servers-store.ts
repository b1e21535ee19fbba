import { computed, effect, inject, Injectable, linkedSignal } from '@angular/core';
import type { MediaServerDetails } from '@ppf/contracts';
import { MediaServersApi } from '../../api/media-servers-api';
import { ProblemError } from '../../api/problem-error';
import { SessionStore } from '../../session/session-store';
import { Clock } from '../../ui/clock';

/** How often the servers are asked for while the page is seen, in milliseconds. */
export const ASK_EVERY = 3000;
/** Age of the last answer from which what is shown is called stale, in milliseconds. */
export const STALE_AFTER = 10_000;

/** What the page of media servers shows. */
export type MediaServersView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not-for-you' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  | { readonly kind: 'servers'; readonly servers: readonly MediaServerDetails[] };

interface Heard {
  readonly servers: readonly MediaServerDetails[] | null;
  readonly at: number;
}

/** The media servers, asked for again and again. The last answer stays when one fails. */
@Injectable()
export class MediaServersStore {
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  /** Whether the user is known to be no operator: then nothing is asked for. */
  private readonly isRefused = computed(() => {
    const user = this.session.user();
    return user !== null && user.role !== 'super_admin';
  });
  private readonly answers = inject(MediaServersApi).all(() => !this.isRefused());

  private readonly heard = linkedSignal<readonly MediaServerDetails[] | null, Heard>({
    source: () => (this.answers.hasValue() ? this.answers.value().items : null),
    computation: (servers, before) =>
      servers === null ? (before?.value ?? { servers, at: 0 }) : { servers, at: Date.now() },
  });

  private readonly problem = computed(() => {
    const error = this.answers.error();
    return error instanceof ProblemError ? error : null;
  });

  /** What to show. */
  readonly view = computed<MediaServersView>(() => {
    if (this.isRefused()) return { kind: 'not-for-you' };
    const { servers } = this.heard();
    if (servers) return { kind: 'servers', servers };
    const problem = this.problem();
    return problem ? { kind: 'failed', problem } : { kind: 'loading' };
  });

  /** For how long updates have been missing, in milliseconds; null while they come. */
  readonly staleFor = computed(() => {
    const { servers, at } = this.heard();
    const age = this.clock.now() - at;
    return servers !== null && this.problem() !== null && age >= STALE_AFTER ? age : null;
  });

  constructor() {
    effect((onCleanup) => {
      if (!this.clock.visible() || this.isRefused()) return;
      const timer = setInterval(() => this.answers.reload(), ASK_EVERY);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Asks at once. */
  reload(): void {
    this.answers.reload();
  }
}
