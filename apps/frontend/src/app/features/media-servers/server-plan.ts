import { Component, inject, input, signal } from '@angular/core';
import type { MediaServerPlan } from '@ppf/contracts';
import listChecks from 'lucide-static/icons/list-checks.svg';
import { MediaServersApi } from '../../api/media-servers-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Icon } from '../../ui/icon';
import { changeReason, changeText, countText, disconnectText } from './media-server-text';

/** Changes that are shown; of the others only how many there are. */
const MOST_SHOWN = 12;

/** What differs between a server and what its cameras need, looked up when asked, and the way to bring it in line. */
@Component({
  selector: 'ppf-server-plan',
  imports: [Busy, Icon],
  template: `
    <h3>Paths</h3>
    <div aria-live="polite">
      @if (failure(); as text) {
        <p role="alert" class="failure">{{ text }}</p>
      }
      @if (asked()) {
        <p>The server is being brought in line. Check again to see what is left.</p>
      } @else if (plan(); as plan) {
        @if (plan.not_applied.length > 0) {
          <p>{{ countText(plan.not_applied.length, 'path') }} not applied:</p>
          <ul>
            @for (each of plan.not_applied.slice(0, most); track each.path) {
              <li>
                {{ each.path }}<span class="ppf-muted">: {{ each.sentence }}</span>
              </li>
            }
          </ul>
        }
        @if (plan.total_changes === 0 && plan.not_applied.length > 0) {
          <p>No change to make: the cameras above have to be corrected.</p>
        } @else if (plan.total_changes === 0) {
          <p>Everything is as it should be: {{ countText(plan.wanted, 'path') }}.</p>
        } @else {
          <p>
            {{ countText(plan.total_changes, 'change') }} to make.
            {{ disconnectText(plan.disconnects_viewers) }}
          </p>
          <ul>
            @for (change of plan.changes.slice(0, most); track $index) {
              <li>
                {{ changeText(change) }}<span class="ppf-muted">: {{ changeReason(change) }}</span>
              </li>
            }
          </ul>
          @if (plan.total_changes > most) {
            <p class="ppf-muted">and {{ plan.total_changes - most }} more</p>
          }
        }
      } @else if (!failure()) {
        <p class="ppf-muted">
          Paths are checked twice a minute and after every change. Look what a check would do now.
        </p>
      }
    </div>
    <div class="actions">
      <button type="button" class="ppf-button" [ppfBusy]="busy()" (click)="check()">
        <ppf-icon [svg]="listChecks" [size]="18" />{{ plan() ? 'Check again' : 'Check now' }}
      </button>
      @if (plan()?.total_changes) {
        <button type="button" class="ppf-button ppf-button--main" [ppfBusy]="busy()" (click)="reconcile()">
          Bring in line now
        </button>
      }
    </div>
  `,
  styleUrl: './part.scss',
})
export class ServerPlan {
  private readonly api = inject(MediaServersApi);

  /** The server. */
  readonly serverId = input.required<number>();

  protected readonly plan = signal<MediaServerPlan | null>(null);
  protected readonly asked = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly listChecks = listChecks;
  protected readonly most = MOST_SHOWN;
  protected readonly countText = countText;
  protected readonly changeText = changeText;
  protected readonly changeReason = changeReason;
  protected readonly disconnectText = disconnectText;

  protected async check(): Promise<void> {
    await this.ask(async () => {
      this.plan.set(await this.api.plan(this.serverId()));
      this.asked.set(false);
    });
  }

  protected async reconcile(): Promise<void> {
    await this.ask(async () => {
      await this.api.reconcile(this.serverId());
      this.plan.set(null);
      this.asked.set(true);
    });
  }

  private async ask(step: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      await step();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.plan.set(null);
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(false);
    }
  }
}
