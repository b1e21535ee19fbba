import { Component, inject, signal } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import bellRing from 'lucide-static/icons/bell-ring.svg';
import { AlertsApi } from '../../api/alerts-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Notice } from '../../ui/notice';
import { text } from './texts/text';

/**
 * Lets a recipient of alerts confirm an email address, without a sign-in. A button confirms, and not the link itself,
 * because mail scanners follow every link.
 */
@Component({
  selector: 'ppf-confirm-alerts-page',
  imports: [Busy, Notice],
  template: `
    <main>
      <h1 class="ppf-sr-only">{{ text('heading') }}</h1>
      @if (confirmed()) {
        <ppf-notice [heading]="text('confirmed.heading')" [svg]="bellRing" role="status">
          {{ text('confirmed.note') }}
        </ppf-notice>
      } @else {
        <ppf-notice [heading]="text('ask.heading')" [svg]="bellRing">
          {{ text('ask.note') }}
          @if (failure(); as message) {
            <span role="alert" class="failure">{{ message }}</span>
          }
          <button
            action
            type="button"
            class="ppf-button ppf-button--main"
            [ppfBusy]="busy()"
            (click)="confirm()"
          >
            {{ text('ask.action') }}
          </button>
        </ppf-notice>
      }
    </main>
  `,
  styles: `
    main {
      display: flex;
      min-height: 100dvh;
    }
    .failure {
      display: block;
      margin-top: 8px;
      color: var(--ppf-danger);
    }
  `,
})
export class ConfirmAlertsPage {
  private readonly api = inject(AlertsApi);
  private readonly token = inject(ActivatedRoute).snapshot.fragment ?? '';

  protected readonly busy = signal(false);
  protected readonly confirmed = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly bellRing = bellRing;
  protected readonly text = text;

  protected async confirm(): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.api.confirmRecipient(this.token);
      this.confirmed.set(true);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      // The page has no fields, so the link is invalid, for example truncated.
      const isBrokenLink = problem.code === 'validation-failed';
      const shown = isBrokenLink ? new ProblemError('confirmation-link-invalid', problem.status) : problem;
      this.failure.set(actionProblemText(shown));
    } finally {
      this.busy.set(false);
    }
  }
}
