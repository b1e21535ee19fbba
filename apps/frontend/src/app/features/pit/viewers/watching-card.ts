import { Component, computed, effect, inject, Injector, input, output } from '@angular/core';
import type { ViewingSession } from '@ppf/contracts';
import { problemText } from '../../../api/problem-text';
import { after } from '../../../ui/after';
import { Clock } from '../../../ui/clock';
import { clockText } from '../../../ui/time-text';
import { sourceText, viewerText, viewingText } from './viewing-text';
import { WatchingStore } from './watching-store';

/** Who watches a pit now, with a way to end each. */
@Component({
  selector: 'ppf-watching-card',
  providers: [WatchingStore],
  templateUrl: './watching-card.html',
  styleUrls: ['../../../ui/card.scss', './watching-card.scss'],
})
export class WatchingCard {
  private readonly injector = inject(Injector);
  private readonly clock = inject(Clock);

  /** The pit's id. */
  readonly pitId = input.required<number>();

  /** Length of the displayed list; null while there is none, or if it is incomplete. */
  readonly viewerCount = output<number | null>();

  protected readonly store = inject(WatchingStore);
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly lines = computed(() => {
    const view = this.store.view();
    const now = this.clock.now();
    return view.kind !== 'watching'
      ? []
      : view.sessions.map((session) => ({
          session,
          who: viewerText(session),
          how: viewingText(session, now),
          from: sourceText(session),
        }));
  });
  protected readonly problemText = problemText;

  constructor() {
    effect(() => this.store.show(this.pitId()));
    effect(() => {
      const view = this.store.view();
      this.viewerCount.emit(view.kind === 'watching' && !view.isCut ? view.sessions.length : null);
    });
  }

  protected clockText(milliseconds: number): string {
    return clockText(new Date(milliseconds).toISOString(), this.clock.now());
  }

  protected async end(session: ViewingSession): Promise<void> {
    const { confirmEnding } = await import('./confirm-ending');
    await confirmEnding(this.injector, session);
    this.store.reload();
  }
}
