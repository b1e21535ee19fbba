import { Component, computed, inject, Injector, input, output, signal } from '@angular/core';
import type { AlertChannel, AlertDelivery } from '@ppf/contracts';
import { AlertsApi } from '../../api/alerts-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Chip } from '../../ui/chip';
import { text } from './texts/text';
import { audienceText, type PitNumbers, targetText, testText, unconfirmedText } from './alerts-text';

/** An alert channel with its actions. */
@Component({
  selector: 'ppf-channel-card',
  imports: [Busy, Chip],
  template: `
    @let it = channel();
    <header>
      <h2 translate="no">{{ it.name }}</h2>
      <ppf-chip [tone]="it.enabled ? 'live' : 'offline'">{{
        it.enabled ? text('channel.on') : text('channel.off')
      }}</ppf-chip>
    </header>
    <p class="what">
      <strong>{{
        text(it.kind === 'email' ? 'channel.email' : 'channel.webhook', { target: targetText(it) })
      }}</strong>
      <span class="ppf-muted">{{ audience() }}</span>
    </p>
    @if (it.kind === 'email' && !emailAvailable()) {
      <p class="failure">{{ text('channel.noMailServer') }}</p>
    }
    @if (unconfirmed(); as note) {
      <p class="unconfirmed">
        <span>{{ note }}</span>
        <button
          type="button"
          class="ppf-button"
          [attr.aria-label]="text('channel.resendLinkOf', { name: it.name })"
          [ppfBusy]="isResending()"
          (click)="resendLink()"
        >
          {{ text('channel.resendLink') }}
        </button>
      </p>
    }
    <p role="status" class="ppf-muted">{{ status() }}</p>
    @if (failure(); as message) {
      <p role="alert" class="failure">{{ message }}</p>
    }
    <div class="actions">
      <button
        type="button"
        class="ppf-button"
        [attr.aria-label]="text('channel.testOf', { name: it.name })"
        [ppfBusy]="busy()"
        (click)="test()"
      >
        {{ text('channel.test') }}
      </button>
      <button
        type="button"
        class="ppf-button"
        [attr.aria-label]="text('channel.editOf', { name: it.name })"
        (click)="edit.emit()"
      >
        {{ text('channel.edit') }}
      </button>
      @if (it.kind === 'webhook') {
        <button
          type="button"
          class="ppf-button"
          [attr.aria-label]="text('channel.newSecretOf', { name: it.name })"
          (click)="replaceSecret()"
        >
          {{ text('channel.newSecret') }}
        </button>
      }
      <button
        type="button"
        class="ppf-button ppf-button--danger"
        [attr.aria-label]="text('channel.deleteOf', { name: it.name })"
        (click)="remove()"
      >
        {{ text('channel.delete') }}
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
  /** Whether this installation has a mail server. */
  readonly emailAvailable = input.required<boolean>();
  /** The newest messages of the workshop. */
  readonly deliveries = input.required<readonly AlertDelivery[]>();
  /** Emitted when the user selects “Edit”. */
  readonly edit = output();
  /** The channel has changed. */
  readonly changed = output();

  protected readonly busy = signal(false);
  protected readonly isResending = signal(false);
  private readonly resendStatus = signal('');
  /** Delivery id of the newest test; null without one. */
  private readonly testId = signal<number | null>(null);
  protected readonly unconfirmed = computed(() => unconfirmedText(this.channel()));
  protected readonly text = text;
  protected readonly status = computed(() => {
    const id = this.testId();
    return id === null ? this.resendStatus() : testText(this.deliveries().find((each) => each.id === id));
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

  protected async resendLink(): Promise<void> {
    this.isResending.set(true);
    this.failure.set(null);
    this.testId.set(null);
    try {
      await this.api.resendConfirmation(this.channel());
      this.resendStatus.set(text('channel.linkSent'));
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.resendStatus.set('');
      this.failure.set(actionProblemText(problem));
    } finally {
      this.isResending.set(false);
      this.changed.emit();
    }
  }

  protected async replaceSecret(): Promise<void> {
    const { confirmNewSecret } = await import('./dialogs/confirmations');
    const created = await confirmNewSecret(this.injector, this.channel());
    if (created === null) return;
    this.changed.emit();
    const { openSecretDialog } = await import('./dialogs/secret-dialog');
    await openSecretDialog(this.injector, {
      name: this.channel().name,
      secret: created.secret,
      previousUntil: created.previous_secret_until,
    });
  }

  protected async remove(): Promise<void> {
    const { confirmChannelRemoval } = await import('./dialogs/confirmations');
    if (await confirmChannelRemoval(this.injector, this.channel())) this.changed.emit();
  }
}
