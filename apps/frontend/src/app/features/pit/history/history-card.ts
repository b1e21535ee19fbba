import { Component, computed, effect, inject, input, signal } from '@angular/core';
import type { Outage, StreamStatus } from '@ppf/contracts';
import { problemText } from '../../../api/problem-text';
import { after } from '../../../ui/after';
import { Clock } from '../../../ui/clock';
import { commonText, formatRecent } from '../../../texts';
import { text } from '../texts/text';
import { HISTORY_RANGES, HistoryStore } from './history-store';
import { outageText, outageTimes, uptimeText } from './history-text';
import { HistoryTimeline } from './history-timeline';

/** Number of outages that are listed at first. */
const FIRST_OUTAGES = 4;
let cardCount = 0;

/** The history of a pit's stream: a timeline, a summary and the outages. */
@Component({
  selector: 'ppf-history-card',
  imports: [HistoryTimeline],
  providers: [HistoryStore],
  templateUrl: './history-card.html',
  styleUrls: ['../../../ui/card.scss', './history-card.scss'],
})
export class HistoryCard {
  private readonly clock = inject(Clock);

  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** Current status of its stream. */
  readonly status = input.required<StreamStatus>();

  protected readonly store = inject(HistoryStore);
  protected readonly ranges = HISTORY_RANGES;
  protected readonly group = `history-range-${(cardCount += 1)}`;
  protected readonly showsAll = signal(false);
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly history = computed(() => {
    const view = this.store.view();
    return view.kind === 'history' ? view.history : null;
  });
  protected readonly uptime = computed(() => {
    const history = this.history();
    return history ? uptimeText(history) : '';
  });
  protected readonly outages = computed(() => {
    const items = this.history()?.items ?? [];
    return (this.showsAll() ? items : items.slice(0, FIRST_OUTAGES)).map((outage) => this.lineOf(outage));
  });
  /** Number of loaded outages that are not listed. */
  protected readonly more = computed(() => (this.history()?.items.length ?? 0) - this.outages().length);
  /** Number of outages that are not loaded. */
  protected readonly earlier = computed(() => {
    const history = this.history();
    return history ? history.outage_count - history.items.length : 0;
  });
  protected readonly problemText = problemText;
  protected readonly text = text;
  protected readonly common = commonText;

  constructor() {
    effect(() => this.store.show(this.pitId(), this.status()));
  }

  protected choose(range: (typeof HISTORY_RANGES)[number]): void {
    this.showsAll.set(false);
    this.store.choose(range);
  }

  protected recent(milliseconds: number): string {
    return formatRecent(milliseconds, this.clock.now());
  }

  private lineOf(outage: Outage): { id: string; times: string; text: string } {
    const now = this.clock.now();
    return { id: outage.began_at, times: outageTimes(outage, now), text: outageText(outage, now) };
  }
}
