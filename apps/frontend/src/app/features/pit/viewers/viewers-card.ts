import { Component, computed, effect, inject, Injector, input, output } from '@angular/core';
import type { ViewingSession } from '@ppf/contracts';
import { problemText } from '../../../api/problem-text';
import { after } from '../../../ui/after';
import { Clock } from '../../../ui/clock';
import { commonText, formatRecent } from '../../../texts';
import { text } from '../texts/text';
import { sessionText, sourceText, viewerText } from './viewing-session-text';
import { VIEWERS_LIMIT, ViewersStore } from './viewers-store';

/** The viewing sessions of a pit, with a button to end each. */
@Component({
  selector: 'ppf-viewers-card',
  providers: [ViewersStore],
  templateUrl: './viewers-card.html',
  styleUrls: ['../../../ui/card.scss', './viewers-card.scss'],
})
export class ViewersCard {
  private readonly injector = inject(Injector);
  private readonly clock = inject(Clock);

  /** The pit's id. */
  readonly pitId = input.required<number>();

  /** Length of the displayed list; null while there is none, or if it is incomplete. */
  readonly viewerCount = output<number | null>();

  protected readonly store = inject(ViewersStore);
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly lines = computed(() => {
    const view = this.store.view();
    const now = this.clock.now();
    return view.kind !== 'viewers'
      ? []
      : view.sessions.map((session) => ({
          session,
          viewer: viewerText(session),
          details: sessionText(session, now),
          source: sourceText(session),
        }));
  });
  protected readonly problemText = problemText;
  protected readonly text = text;
  protected readonly common = commonText;
  protected readonly limit = VIEWERS_LIMIT;

  constructor() {
    effect(() => this.store.show(this.pitId()));
    effect(() => {
      const view = this.store.view();
      this.viewerCount.emit(view.kind === 'viewers' && !view.hasMore ? view.sessions.length : null);
    });
  }

  protected recent(milliseconds: number): string {
    return formatRecent(milliseconds, this.clock.now());
  }

  protected async end(session: ViewingSession): Promise<void> {
    const { confirmEndingSession } = await import('./confirm-ending-session');
    await confirmEndingSession(this.injector, session);
    this.store.reload();
  }
}
