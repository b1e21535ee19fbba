import { Component, computed, inject, Injector, input, output, signal } from '@angular/core';
import type { AlertChannel } from '@ppf/contracts';
import { AlertsApi } from '../../api/alerts-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Chip } from '../../ui/chip';
import { audienceText, type PitNumbers, targetText } from './alerts-text';

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
  /** Somebody wants to change it. */
  readonly edit = output();
  /** Something is not as it was. */
  readonly changed = output();

  protected readonly busy = signal(false);
  protected readonly told = signal('');
  protected readonly failure = signal<string | null>(null);
  protected readonly audience = computed(() => audienceText(this.channel(), this.pits()));
  protected readonly targetText = targetText;

  protected async test(): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.api.test(this.channel());
      this.told.set('A test is on its way. Under “Messages” you see how it goes.');
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.told.set('');
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(false);
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
