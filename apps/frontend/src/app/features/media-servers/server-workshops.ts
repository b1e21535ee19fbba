import { Component, computed, effect, inject, Injector, input, output } from '@angular/core';
import type { MediaServerDetails, WorkshopPlacement } from '@ppf/contracts';
import { MediaServersApi } from '../../api/media-servers-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { camerasText, viewersText } from './media-server-text';
import { text } from './texts/text';

/** The workshops on a server, with an action to move each one. */
@Component({
  selector: 'ppf-server-workshops',
  template: `
    <h3>{{ text('workshops.heading') }}</h3>
    @if (failure(); as message) {
      <p role="alert" class="failure">{{ message }}</p>
      <div class="actions">
        <button type="button" class="ppf-button" (click)="placed.reload()">{{ text('retry') }}</button>
      </div>
    } @else if (workshops(); as workshops) {
      @if (workshops.length === 0) {
        <p class="ppf-muted">
          {{ text('workshops.empty') }}
        </p>
      } @else {
        <ul>
          @for (workshop of workshops; track workshop.workshop_id) {
            <li class="workshop">
              <span class="what">
                <strong translate="no">{{ workshop.workshop_name }}</strong>
                <span class="ppf-muted ppf-figures">
                  {{
                    text(workshop.moving_to_id === null ? 'workshops.load' : 'workshops.loadMoving', {
                      cameras: camerasText(workshop.cameras),
                      viewers: viewersText(workshop.viewers),
                    })
                  }}
                </span>
              </span>
              @if (others().length > 0) {
                <button
                  type="button"
                  class="ppf-button"
                  [attr.aria-label]="text('workshops.moveOf', { name: workshop.workshop_name })"
                  (click)="move(workshop)"
                >
                  {{ text('workshops.move') }}
                </button>
              }
            </li>
          }
        </ul>
        @if (server().workshops > workshops.length) {
          <p class="ppf-muted">{{ text('plan.more', { count: server().workshops - workshops.length }) }}</p>
        }
      }
    } @else {
      <p class="ppf-muted" role="status">{{ text('workshops.loading') }}</p>
    }
  `,
  styleUrl: './part.scss',
})
export class ServerWorkshops {
  private readonly injector = inject(Injector);

  /** The server. */
  readonly server = input.required<MediaServerDetails>();
  /** Servers that a workshop can move to. */
  readonly others = input.required<readonly MediaServerDetails[]>();
  /** A workshop was moved. */
  readonly moved = output();

  protected readonly placed = inject(MediaServersApi).workshops(() => this.server().id);
  protected readonly workshops = computed(() => (this.placed.hasValue() ? this.placed.value().items : null));
  protected readonly failure = computed(() => {
    const error = this.placed.error();
    return error instanceof ProblemError ? actionProblemText(error) : null;
  });
  protected readonly camerasText = camerasText;
  protected readonly viewersText = viewersText;
  protected readonly text = text;

  constructor() {
    let previous: MediaServerDetails | undefined;
    effect(() => {
      const { workshops, viewers } = this.server();
      if (previous && (previous.workshops !== workshops || previous.viewers !== viewers))
        this.placed.reload();
      previous = this.server();
    });
  }

  protected async move(workshop: WorkshopPlacement): Promise<void> {
    const { openMoveWorkshopDialog } = await import('./dialogs/move-workshop-dialog');
    if (!(await openMoveWorkshopDialog(this.injector, { workshop, others: this.others() }))) return;
    this.placed.reload();
    this.moved.emit();
  }
}
