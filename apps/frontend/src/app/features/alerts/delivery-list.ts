import { Component, inject, input, output, signal } from '@angular/core';
import type { AlertDelivery } from '@ppf/contracts';
import { AlertsApi } from '../../api/alerts-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Chip } from '../../ui/chip';
import { Clock } from '../../ui/clock';
import { formatRecent } from '../../texts';
import { text } from './texts/text';
import { attemptsText, deliveryState, eventsText, faultText } from './alerts-text';

/** The newest messages with their delivery state. */
@Component({
  selector: 'ppf-delivery-list',
  imports: [Busy, Chip],
  template: `
    <header>
      <h2>{{ text('messages.heading') }}</h2>
    </header>
    @if (failure(); as message) {
      <p role="alert" class="failure">{{ message }}</p>
    }
    @if (deliveries().length === 0) {
      <p class="empty ppf-muted">{{ text('messages.empty') }}</p>
    } @else {
      <ul>
        @for (delivery of deliveries(); track delivery.id) {
          @let state = deliveryState(delivery);
          <li class="row">
            <span class="what">
              <strong>{{ eventsText(delivery.events) }}</strong>
              <span class="ppf-muted ppf-figures">
                {{
                  text('messages.where', {
                    time: formatRecent(delivery.created_at, clock.now()),
                    channel: delivery.channel_name,
                  })
                }}
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
                    text('messages.retryOf', {
                      message: eventsText(delivery.events),
                      channel: delivery.channel_name,
                    })
                  "
                  [ppfBusy]="busy() === delivery.id"
                  (click)="retry(delivery)"
                >
                  {{ text('messages.retry') }}
                </button>
              }
            </span>
          </li>
        }
      </ul>
      @if (hasMore()) {
        <button type="button" class="ppf-button" (click)="more.emit()">{{ text('messages.more') }}</button>
      }
    }
  `,
  styleUrl: './panel.scss',
})
export class DeliveryList {
  private readonly api = inject(AlertsApi);

  /** Newest first. */
  readonly deliveries = input.required<readonly AlertDelivery[]>();
  /** Whether there are older messages. */
  readonly hasMore = input.required<boolean>();
  /** Id of the workshop. */
  readonly workshopId = input.required<number>();
  /** A message has changed. */
  readonly changed = output();
  /** Emitted when the user requests older messages. */
  readonly more = output();

  protected readonly clock = inject(Clock);
  protected readonly busy = signal<number | null>(null);
  protected readonly failure = signal<string | null>(null);
  protected readonly attemptsText = attemptsText;
  protected readonly formatRecent = formatRecent;
  protected readonly text = text;
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
