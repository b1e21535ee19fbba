import { Component, inject, input, signal } from '@angular/core';
import type { MediaServerPlan } from '@ppf/contracts';
import listChecks from 'lucide-static/icons/list-checks.svg';
import { MediaServersApi } from '../../api/media-servers-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Icon } from '../../ui/icon';
import { text } from './texts/text';
import { changeReason, changeText, disconnectText } from './media-server-text';

/** Maximum of listed changes. The others are counted. */
const MAX_LISTED = 12;

/** Previews and performs the reconciliation of a server's paths. */
@Component({
  selector: 'ppf-server-plan',
  imports: [Busy, Icon],
  template: `
    <h3>{{ text('plan.heading') }}</h3>
    <div aria-live="polite">
      @if (failure(); as message) {
        <p role="alert" class="failure">{{ message }}</p>
      }
      @if (isStarted()) {
        <p>{{ text('plan.started') }}</p>
      } @else if (plan(); as plan) {
        @if (plan.not_applied.length > 0) {
          <p>{{ text('plan.notApplied', { count: plan.not_applied.length }) }}</p>
          <ul>
            @for (each of plan.not_applied.slice(0, most); track each.path) {
              <li>
                {{ each.path
                }}<span class="ppf-muted">{{ text('plan.detail', { detail: each.sentence }) }}</span>
              </li>
            }
          </ul>
        }
        @if (plan.total_changes === 0 && plan.not_applied.length > 0) {
          <p>{{ text('plan.onlyNotApplied') }}</p>
        } @else if (plan.total_changes === 0) {
          <p>{{ text('plan.upToDate', { count: plan.wanted }) }}</p>
        } @else {
          <p>
            {{ text('plan.changes', { count: plan.total_changes }) }}
            {{ disconnectText(plan.disconnects_viewers) }}
          </p>
          <ul>
            @for (change of plan.changes.slice(0, most); track $index) {
              <li>
                {{ changeText(change)
                }}<span class="ppf-muted">{{ text('plan.detail', { detail: changeReason(change) }) }}</span>
              </li>
            }
          </ul>
          @if (plan.total_changes > most) {
            <p class="ppf-muted">{{ text('plan.more', { count: plan.total_changes - most }) }}</p>
          }
        }
      } @else if (!failure()) {
        <p class="ppf-muted">
          {{ text('plan.note') }}
        </p>
      }
    </div>
    <div class="actions">
      <button type="button" class="ppf-button" [ppfBusy]="busy()" (click)="check()">
        <ppf-icon [svg]="listChecks" [size]="18" />{{ plan() ? text('plan.checkAgain') : text('plan.check') }}
      </button>
      @if (plan()?.total_changes) {
        <button type="button" class="ppf-button ppf-button--main" [ppfBusy]="busy()" (click)="reconcile()">
          {{ text('plan.reconcile') }}
        </button>
      }
    </div>
  `,
  styleUrl: './part.scss',
})
export class ServerPlan {
  private readonly api = inject(MediaServersApi);

  /** Id of the server. */
  readonly serverId = input.required<number>();

  protected readonly plan = signal<MediaServerPlan | null>(null);
  protected readonly isStarted = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly listChecks = listChecks;
  protected readonly text = text;
  protected readonly most = MAX_LISTED;
  protected readonly changeText = changeText;
  protected readonly changeReason = changeReason;
  protected readonly disconnectText = disconnectText;

  protected async check(): Promise<void> {
    await this.run(async () => {
      this.plan.set(await this.api.plan(this.serverId()));
      this.isStarted.set(false);
    });
  }

  protected async reconcile(): Promise<void> {
    await this.run(async () => {
      await this.api.reconcile(this.serverId());
      this.plan.set(null);
      this.isStarted.set(true);
    });
  }

  private async run(action: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      await action();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.plan.set(null);
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(false);
    }
  }
}
