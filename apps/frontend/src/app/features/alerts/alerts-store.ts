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

/** Poll interval while the page is visible, ms. */
export const POLL_INTERVAL_MS = 4000;
/** Poll interval while a message is being sent, ms. */
const SENDING_POLL_INTERVAL_MS = 1000;
/** Age of the last response from which it is shown as stale, ms. */
export const STALE_AFTER_MS = 12_000;
/** Deliveries per page. */
const DELIVERIES_PER_PAGE = 20;
/** Page size limit of the API. */
const MAX_DELIVERIES = 100;

/** The alerts of a workshop. */
export interface Alerts {
  readonly channels: readonly AlertChannel[];
  readonly deliveries: readonly AlertDelivery[];
  readonly windows: readonly MaintenanceWindow[];
  readonly emailAvailable: boolean;
  readonly hasMore: boolean;
}

/** States of the alerts page. */
export type AlertsView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not-for-you' }
  | { readonly kind: 'no-workshop' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  | ({ readonly kind: 'alerts' } & Alerts);

interface LoadedAlerts {
  readonly workshopId: number | undefined;
  readonly alerts: Alerts | null;
  readonly at: number;
}

/** Polls the alerts of the current workshop. After a failure, the last response stays. */
@Injectable()
export class AlertsStore {
  private readonly clock = inject(Clock);
  private readonly api = inject(AlertsApi);
  private readonly session = inject(SessionStore);
  private readonly workshops = inject(WorkshopStore);
  private readonly limit = signal(DELIVERIES_PER_PAGE);

  /** Id of the workshop; undefined if the user may not manage alerts. */
  readonly workshopId = computed(() =>
    this.session.can('alerts:read') ? this.workshops.currentId() : undefined,
  );

  private readonly channels = this.api.channels(() => this.workshopId());
  private readonly windows = this.api.windows(() => this.workshopId());
  private readonly deliveries = this.api.deliveries(
    () => this.workshopId(),
    () => this.limit(),
  );
  private readonly pitList = inject(PitsApi).ofWorkshop(() => this.workshopId());
  private readonly all: readonly HttpResourceRef<unknown>[] = [this.channels, this.windows, this.deliveries];

  private readonly response = computed<Alerts | null>(() => {
    const { channels, windows, deliveries } = this;
    if (!channels.hasValue() || !windows.hasValue() || !deliveries.hasValue()) return null;
    return {
      channels: channels.value().items,
      windows: windows.value().items,
      deliveries: deliveries.value().items,
      emailAvailable: channels.value().email_available,
      hasMore: deliveries.value().next_cursor !== null && this.limit() < MAX_DELIVERIES,
    };
  });

  private readonly loaded = linkedSignal<
    { workshopId: number | undefined; alerts: Alerts | null },
    LoadedAlerts
  >({
    source: () => ({ workshopId: this.workshopId(), alerts: this.response() }),
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

  /** State of the page. */
  readonly view = computed<AlertsView>(() => {
    if (this.session.user() && !this.session.can('alerts:read')) return { kind: 'not-for-you' };
    if (this.workshops.isEmpty()) return { kind: 'no-workshop' };
    const { alerts } = this.loaded();
    if (alerts) return { kind: 'alerts', ...alerts };
    const problem = this.problem();
    return problem ? { kind: 'failed', problem } : { kind: 'loading' };
  });

  /** Time without an update, ms; null while updates arrive. */
  readonly staleFor = computed(() => {
    const { alerts, at } = this.loaded();
    const age = this.clock.now() - at;
    return alerts !== null && this.problem() !== null && age >= STALE_AFTER_MS ? age : null;
  });

  /** The pits of the workshop; empty until they are loaded. */
  readonly pits = computed<readonly Pit[]>(() => (this.pitList.hasValue() ? this.pitList.value().items : []));

  /** Pit numbers by pit id. */
  readonly pitNumbers = computed<PitNumbers>(
    () => new Map(this.pits().map(({ id, number }) => [id, number])),
  );

  private readonly pollIntervalMs = computed(() => {
    const isSending = this.loaded().alerts?.deliveries.some(
      ({ state, attempts }) => state === 'waiting' && attempts.length === 0,
    );
    return isSending ? SENDING_POLL_INTERVAL_MS : POLL_INTERVAL_MS;
  });

  constructor() {
    effect((onCleanup) => {
      if (!this.clock.visible() || this.workshopId() === undefined) return;
      const timer = setInterval(() => this.reload(), this.pollIntervalMs());
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Reloads now. */
  reload(): void {
    for (const each of this.all) each.reload();
  }

  /** Loads older deliveries too. */
  more(): void {
    this.limit.update((limit) => Math.min(limit + DELIVERIES_PER_PAGE, MAX_DELIVERIES));
  }
}
