import { Component, computed, effect, inject, Injector, input, output } from '@angular/core';
import type { MediaServerDetails, WorkshopPlacement } from '@ppf/contracts';
import { MediaServersApi } from '../../api/media-servers-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { countText } from './media-server-text';

/** The workshops that are placed on a server, each with the way to another one. */
@Component({
  selector: 'ppf-server-workshops',
  template: `
    <h3>Workshops</h3>
    @if (failure(); as text) {
      <p role="alert" class="failure">{{ text }}</p>
      <div class="actions">
        <button type="button" class="ppf-button" (click)="placed.reload()">Try again</button>
      </div>
    } @else if (workshops(); as workshops) {
      @if (workshops.length === 0) {
        <p class="ppf-muted">
          None. New workshops are placed where there are fewest, and any can be moved here.
        </p>
      } @else {
        <ul>
          @for (workshop of workshops; track workshop.workshop_id) {
            <li class="workshop">
              <span class="what">
                <strong>{{ workshop.workshop_name }}</strong>
                <span class="ppf-muted ppf-figures">
                  {{ countText(workshop.cameras, 'camera') }}, {{ countText(workshop.viewers, 'viewer') }}
                  @if (workshop.moving_to_id !== null) {
                    · moving
                  }
                </span>
              </span>
              @if (others().length > 0) {
                <button
                  type="button"
                  class="ppf-button"
                  [attr.aria-label]="'Move ' + workshop.workshop_name"
                  (click)="move(workshop)"
                >
                  Move
                </button>
              }
            </li>
          }
        </ul>
        @if (server().workshops > workshops.length) {
          <p class="ppf-muted">and {{ server().workshops - workshops.length }} more</p>
        }
      }
    } @else {
      <p class="ppf-muted" role="status">Loading the workshops…</p>
    }
  `,
  styleUrl: './part.scss',
})
export class ServerWorkshops {
  private readonly injector = inject(Injector);

  /** The server. */
  readonly server = input.required<MediaServerDetails>();
  /** Servers in use that a workshop may be moved to. */
  readonly others = input.required<readonly MediaServerDetails[]>();
  /** A workshop is somewhere else now. */
  readonly moved = output();

  protected readonly placed = inject(MediaServersApi).workshops(() => this.server().id);
  protected readonly workshops = computed(() => (this.placed.hasValue() ? this.placed.value().items : null));
  protected readonly failure = computed(() => {
    const error = this.placed.error();
    return error instanceof ProblemError ? actionProblemText(error) : null;
  });
  protected readonly countText = countText;

  constructor() {
    let seen: MediaServerDetails | undefined;
    effect(() => {
      const { workshops, viewers } = this.server();
      if (seen && (seen.workshops !== workshops || seen.viewers !== viewers)) this.placed.reload();
      seen = this.server();
    });
  }

  protected async move(workshop: WorkshopPlacement): Promise<void> {
    const { openMoveWorkshopDialog } = await import('./dialogs/move-workshop-dialog');
    if (!(await openMoveWorkshopDialog(this.injector, { workshop, others: this.others() }))) return;
    this.placed.reload();
    this.moved.emit();
  }
}
