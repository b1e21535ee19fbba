import type { HttpResourceRef } from '@angular/common/http';
import { computed, effect, inject, Injectable, linkedSignal, signal } from '@angular/core';
import type { AlertChannel, AlertDelivery, MaintenanceWindow, Pit } from '@ppf/contracts';
import { AlertsApi } from '../../api/alerts-api';
import { PitsApi } from '../../api/pits-api';
import { ProblemError } from '../../api/problem-error';
import { SessionStore } from '../../session/session-store';
import { WorkshopStore } from '../../session/workshop-store';
import { Clock } from '../../ui/clock';
import type { PitNumbers } from './alerts-text';

/** How often the page is asked for while it is seen, in milliseconds. */
export const ASK_EVERY = 4000;
/** How often while a message is on its way. */
const ASK_WHILE_SENDING_EVERY = 1000;
/** Age of the last answer from which what is shown is called stale, in milliseconds. */
export const STALE_AFTER = 12_000;
/** Deliveries that are shown at first, and with each wish for more. */
const DELIVERIES_AT_ONCE = 20;
/** As many as the API tells at once. */
const MOST_DELIVERIES = 100;

/** What is known of a workshop's alerts. */
export interface Alerts {
  readonly channels: readonly AlertChannel[];
  readonly deliveries: readonly AlertDelivery[];
  readonly windows: readonly MaintenanceWindow[];
  readonly emailAvailable: boolean;
  readonly hasMore: boolean;
}

/** What the page of alerts shows. */
export type AlertsView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not-for-you' }
  | { readonly kind: 'no-workshop' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  | ({ readonly kind: 'alerts' } & Alerts);

interface Heard {
  readonly workshopId: number | undefined;
  readonly alerts: Alerts | null;
  readonly at: number;
}

/** The alerts of the workshop that is looked at, asked for again and again. The last answer stays when one fails. */
@Injectable()
export class AlertsStore {
  private readonly clock = inject(Clock);
  private readonly api = inject(AlertsApi);
  private readonly session = inject(SessionStore);
  private readonly workshops = inject(WorkshopStore);
  private readonly limit = signal(DELIVERIES_AT_ONCE);

  /** The workshop whose alerts they are; none for those who may not see them. */
  readonly workshopId = computed(() => (this.session.mayManage() ? this.workshops.currentId() : undefined));

  private readonly channels = this.api.channels(() => this.workshopId());
  private readonly windows = this.api.windows(() => this.workshopId());
  private readonly deliveries = this.api.deliveries(
    () => this.workshopId(),
    () => this.limit(),
  );
  private readonly pitList = inject(PitsApi).ofWorkshop(() => this.workshopId());
  private readonly all: readonly HttpResourceRef<unknown>[] = [this.channels, this.windows, this.deliveries];

  private readonly answered = computed<Alerts | null>(() => {
    const { channels, windows, deliveries } = this;
    if (!channels.hasValue() || !windows.hasValue() || !deliveries.hasValue()) return null;
    return {
      channels: channels.value().items,
      windows: windows.value().items,
      deliveries: deliveries.value().items,
      emailAvailable: channels.value().email_available,
      hasMore: deliveries.value().next_cursor !== null && this.limit() < MOST_DELIVERIES,
    };
  });

  private readonly heard = linkedSignal<{ workshopId: number | undefined; alerts: Alerts | null }, Heard>({
    source: () => ({ workshopId: this.workshopId(), alerts: this.answered() }),
    computation: (now, before) => {
      if (now.alerts) return { ...now, at: Date.now() };
      if (before && before.value.workshopId === now.workshopId) return before.value;
      return { ...now, at: 0 };
    },
  });

  private readonly problem = computed(() => {
    const error = this.all.map((each) => each.error()).find((each) => each instanceof ProblemError);
    return error ?? null;
  });

  /** What to show. */
  readonly view = computed<AlertsView>(() => {
    if (this.session.user() && !this.session.mayManage()) return { kind: 'not-for-you' };
    if (this.workshops.none()) return { kind: 'no-workshop' };
    const { alerts } = this.heard();
    if (alerts) return { kind: 'alerts', ...alerts };
    const problem = this.problem();
    return problem ? { kind: 'failed', problem } : { kind: 'loading' };
  });

  /** For how long updates have been missing, in milliseconds; null while they come. */
  readonly staleFor = computed(() => {
    const { alerts, at } = this.heard();
    const age = this.clock.now() - at;
    return alerts !== null && this.problem() !== null && age >= STALE_AFTER ? age : null;
  });

  /** The pits of the workshop; none until they are known. */
  readonly pits = computed<readonly Pit[]>(() => (this.pitList.hasValue() ? this.pitList.value().items : []));

  /** Their numbers, by id. */
  readonly pitNumbers = computed<PitNumbers>(
    () => new Map(this.pits().map(({ id, number }) => [id, number])),
  );

  private readonly every = computed(() => {
    const isSending = this.heard().alerts?.deliveries.some(
      ({ state, attempts }) => state === 'waiting' && attempts.length === 0,
    );
    return isSending ? ASK_WHILE_SENDING_EVERY : ASK_EVERY;
  });

  constructor() {
    effect((onCleanup) => {
      if (!this.clock.visible() || this.workshopId() === undefined) return;
      const timer = setInterval(() => this.reload(), this.every());
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Asks at once. */
  reload(): void {
    for (const each of this.all) each.reload();
  }

  /** Shows older deliveries too. */
  more(): void {
    this.limit.update((limit) => Math.min(limit + DELIVERIES_AT_ONCE, MOST_DELIVERIES));
  }
}
