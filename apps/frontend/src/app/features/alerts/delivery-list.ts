import { Component, inject, input, output, signal } from '@angular/core';
import type { AlertDelivery } from '@ppf/contracts';
import { AlertsApi } from '../../api/alerts-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Chip } from '../../ui/chip';
import { Clock } from '../../ui/clock';
import { clockText } from '../../ui/time-text';
import { attemptsText, deliveryState, eventsText, faultText } from './alerts-text';

/** What was told lately, how that went, and why not. */
@Component({
  selector: 'ppf-delivery-list',
  imports: [Busy, Chip],
  template: `
    <header><h2>Messages</h2></header>
    @if (failure(); as text) {
      <p role="alert" class="failure">{{ text }}</p>
    }
    @if (deliveries().length === 0) {
      <p class="empty ppf-muted">None in the last 30 days. Send a test, and it is here with how it went.</p>
    } @else {
      <ul>
        @for (delivery of deliveries(); track delivery.id) {
          @let state = deliveryState(delivery);
          <li class="row">
            <span class="what">
              <strong>{{ eventsText(delivery.events) }}</strong>
              <span class="ppf-muted ppf-figures">
                {{ clockText(delivery.created_at, clock.now()) }} · {{ delivery.channel_name }}
              </span>
              @if (delivery.state !== 'delivered' && faultText(delivery); as why) {
                <span [class.failure]="delivery.state === 'failed'">{{ why }}</span>
              }
              @if (attemptsText(delivery, clock.now()); as tries) {
                <span class="ppf-muted ppf-figures">{{ tries }}</span>
              }
            </span>
            <span class="actions">
              <ppf-chip [tone]="state.tone">{{ state.word }}</ppf-chip>
              @if (delivery.state !== 'delivered' && delivery.attempts.length > 0) {
                <button
                  type="button"
                  class="ppf-button"
                  [attr.aria-label]="
                    'Try again: ' + eventsText(delivery.events) + ' to ' + delivery.channel_name
                  "
                  [ppfBusy]="busy() === delivery.id"
                  (click)="retry(delivery)"
                >
                  Try again
                </button>
              }
            </span>
          </li>
        }
      </ul>
      @if (hasMore()) {
        <button type="button" class="ppf-button" (click)="more.emit()">Show older ones</button>
      }
    }
  `,
  styleUrl: './panel.scss',
})
export class DeliveryList {
  private readonly api = inject(AlertsApi);

  /** Newest first. */
  readonly deliveries = input.required<readonly AlertDelivery[]>();
  /** Whether there are older ones. */
  readonly hasMore = input.required<boolean>();
  /** The workshop whose they are. */
  readonly workshopId = input.required<number>();
  /** Something is not as it was. */
  readonly changed = output();
  /** Somebody wants to see older ones. */
  readonly more = output();

  protected readonly clock = inject(Clock);
  protected readonly busy = signal<number | null>(null);
  protected readonly failure = signal<string | null>(null);
  protected readonly attemptsText = attemptsText;
  protected readonly clockText = clockText;
  protected readonly deliveryState = deliveryState;
  protected readonly eventsText = eventsText;
  protected readonly faultText = faultText;

  protected async retry({ id }: AlertDelivery): Promise<void> {
    this.busy.set(id);
    this.failure.set(null);
    try {
      await this.api.retry(this.workshopId(), id);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(null);
      this.changed.emit();
    }
  }
}
