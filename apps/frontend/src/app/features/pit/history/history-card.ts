import { Component, computed, effect, inject, input, signal } from '@angular/core';
import type { Outage, StreamStatus } from '@ppf/contracts';
import { problemText } from '../../../api/problem-text';
import { after } from '../../../ui/after';
import { Clock } from '../../../ui/clock';
import { clockText } from '../../../ui/time-text';
import { HISTORY_RANGES, HistoryStore } from './history-store';
import { outageText, outageTimes, uptimeText } from './history-text';
import { HistoryTimeline } from './history-timeline';

/** Outages that are listed until one asks for more. */
const FEW = 4;
let cards = 0;

/** When a pit had its picture: drawn, in words, and as a list of its outages. */
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
  /** Of its stream, as it is known now. */
  readonly status = input.required<StreamStatus>();

  protected readonly store = inject(HistoryStore);
  protected readonly ranges = HISTORY_RANGES;
  protected readonly group = `history-range-${(cards += 1)}`;
  protected readonly all = signal(false);
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
    return (this.all() ? items : items.slice(0, FEW)).map((outage) => this.lineOf(outage));
  });
  /** How many are told of and not listed. */
  protected readonly more = computed(() => (this.history()?.items.length ?? 0) - this.outages().length);
  /** How many there are that were not told of. */
  protected readonly earlier = computed(() => {
    const history = this.history();
    return history ? history.outage_count - history.items.length : 0;
  });
  protected readonly problemText = problemText;

  constructor() {
    effect(() => this.store.show(this.pitId(), this.status()));
  }

  protected choose(range: (typeof HISTORY_RANGES)[number]): void {
    this.all.set(false);
    this.store.choose(range);
  }

  protected clockText(milliseconds: number): string {
    return clockText(new Date(milliseconds).toISOString(), this.clock.now());
  }

  private lineOf(outage: Outage): { id: string; times: string; text: string } {
    const now = this.clock.now();
    return { id: outage.began_at, times: outageTimes(outage, now), text: outageText(outage, now) };
  }
}
