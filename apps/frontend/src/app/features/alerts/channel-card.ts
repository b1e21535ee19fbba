import { Component, computed, inject, Injector, input, output, signal } from '@angular/core';
import type { AlertChannel, AlertDelivery } from '@ppf/contracts';
import { AlertsApi } from '../../api/alerts-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Chip } from '../../ui/chip';
import { audienceText, type PitNumbers, targetText, testText, unconfirmedText } from './alerts-text';

/** One channel: whom it tells, of what, and what can be done with it. */
@Component({
  selector: 'ppf-channel-card',
  imports: [Busy, Chip],
  template: `
    @let it = channel();
    <header>
      <h2>{{ it.name }}</h2>
      <ppf-chip [tone]="it.enabled ? 'live' : 'offline'">{{ it.enabled ? 'On' : 'Off' }}</ppf-chip>
    </header>
    <p class="what">
      <strong>{{ it.kind === 'email' ? 'Email to' : 'Webhook to' }} {{ targetText(it) }}</strong>
      <span class="ppf-muted">{{ audience() }}</span>
    </p>
    @if (it.kind === 'email' && !emailAvailable()) {
      <p class="failure">This installation cannot send email now. Ask the operator to set a mail server.</p>
    }
    @if (unconfirmed(); as text) {
      <p class="unconfirmed">
        <span>{{ text }}</span>
        <button
          type="button"
          class="ppf-button"
          [attr.aria-label]="'Send the link again: ' + it.name"
          [ppfBusy]="asking()"
          (click)="askToConfirm()"
        >
          Send the link again
        </button>
      </p>
    }
    <p role="status" class="ppf-muted">{{ told() }}</p>
    @if (failure(); as text) {
      <p role="alert" class="failure">{{ text }}</p>
    }
    <div class="actions">
      <button
        type="button"
        class="ppf-button"
        [attr.aria-label]="'Send a test: ' + it.name"
        [ppfBusy]="busy()"
        (click)="test()"
      >
        Send a test
      </button>
      <button type="button" class="ppf-button" [attr.aria-label]="'Edit ' + it.name" (click)="edit.emit()">
        Edit
      </button>
      @if (it.kind === 'webhook') {
        <button
          type="button"
          class="ppf-button"
          [attr.aria-label]="'New secret for ' + it.name"
          (click)="replaceSecret()"
        >
          New secret
        </button>
      }
      <button
        type="button"
        class="ppf-button ppf-button--danger"
        [attr.aria-label]="'Delete ' + it.name"
        (click)="remove()"
      >
        Delete
      </button>
    </div>
  `,
  styleUrl: './panel.scss',
  styles: `
    .what {
      margin: 4px 0 8px;
    }
    .unconfirmed {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      margin: 0 0 8px;
      overflow-wrap: anywhere;
    }
  `,
})
export class ChannelCard {
  private readonly injector = inject(Injector);
  private readonly api = inject(AlertsApi);

  /** The channel. */
  readonly channel = input.required<AlertChannel>();
  /** Numbers of the workshop's pits. */
  readonly pits = input.required<PitNumbers>();
  /** Whether this installation can send email. */
  readonly emailAvailable = input.required<boolean>();
  /** The newest messages of the workshop. */
  readonly deliveries = input.required<readonly AlertDelivery[]>();
  /** Somebody wants to change it. */
  readonly edit = output();
  /** Something is not as it was. */
  readonly changed = output();

  protected readonly busy = signal(false);
  protected readonly asking = signal(false);
  private readonly asked = signal('');
  /** The test that was sent last; null: none. */
  private readonly testId = signal<number | null>(null);
  protected readonly unconfirmed = computed(() => unconfirmedText(this.channel()));
  protected readonly told = computed(() => {
    const id = this.testId();
    return id === null ? this.asked() : testText(this.deliveries().find((each) => each.id === id));
  });
  protected readonly failure = signal<string | null>(null);
  protected readonly audience = computed(() => audienceText(this.channel(), this.pits()));
  protected readonly targetText = targetText;

  protected async test(): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      this.testId.set((await this.api.test(this.channel())).id);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.testId.set(null);
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(false);
      this.changed.emit();
    }
  }

  protected async askToConfirm(): Promise<void> {
    this.asking.set(true);
    this.failure.set(null);
    this.testId.set(null);
    try {
      await this.api.askToConfirm(this.channel());
      this.asked.set('The link is on its way.');
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.asked.set('');
      this.failure.set(actionProblemText(problem));
    } finally {
      this.asking.set(false);
      this.changed.emit();
    }
  }

  protected async replaceSecret(): Promise<void> {
    const { confirmNewSecret } = await import('./dialogs/confirmations');
    const made = await confirmNewSecret(this.injector, this.channel());
    if (made === null) return;
    this.changed.emit();
    const { openSecretDialog } = await import('./dialogs/secret-dialog');
    await openSecretDialog(this.injector, {
      name: this.channel().name,
      secret: made.secret,
      previousUntil: made.previous_secret_until,
    });
  }

  protected async remove(): Promise<void> {
    const { confirmChannelRemoval } = await import('./dialogs/confirmations');
    if (await confirmChannelRemoval(this.injector, this.channel())) this.changed.emit();
  }
}
