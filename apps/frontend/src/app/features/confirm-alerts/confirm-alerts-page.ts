import { Component, inject, signal } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import bellRing from 'lucide-static/icons/bell-ring.svg';
import { AlertsApi } from '../../api/alerts-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Notice } from '../../ui/notice';

/**
 * Where a recipient of alerts confirms that an address is theirs, without signing in. A button does it, and not the
 * link: programs that check mails follow every link in them.
 */
@Component({
  selector: 'ppf-confirm-alerts-page',
  imports: [Busy, Notice],
  template: `
    <main>
      <h1 class="ppf-sr-only">Confirm alerts</h1>
      @if (confirmed()) {
        <ppf-notice heading="Your address is confirmed" [svg]="bellRing" role="status">
          Alerts arrive there from now on. You can close this page.
        </ppf-notice>
      } @else {
        <ppf-notice heading="Receive alerts by email?" [svg]="bellRing">
          You get a message when a camera is offline, and when it is back. Close this page if you do not
          expect this.
          @if (failure(); as text) {
            <span role="alert" class="failure">{{ text }}</span>
          }
          <button
            action
            type="button"
            class="ppf-button ppf-button--main"
            [ppfBusy]="busy()"
            (click)="confirm()"
          >
            Confirm address
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

  protected async confirm(): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.api.confirmRecipient(this.token);
      this.confirmed.set(true);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      // The page has no fields: what is wrong is the link, cut off perhaps.
      const isBrokenLink = problem.code === 'validation-failed';
      const shown = isBrokenLink ? new ProblemError('confirmation-link-invalid', problem.status) : problem;
      this.failure.set(actionProblemText(shown));
    } finally {
      this.busy.set(false);
    }
  }
}
