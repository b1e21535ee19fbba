import { Component, inject, Injector, input, output } from '@angular/core';
import type { MaintenanceWindow } from '@ppf/contracts';
import plus from 'lucide-static/icons/plus.svg';
import { Chip } from '../../ui/chip';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { text } from './texts/text';
import { type PitNumbers, pitsText, windowState, windowText } from './alerts-text';

/** Times without alerts. */
@Component({
  selector: 'ppf-maintenance-list',
  imports: [Chip, Icon],
  template: `
    <header>
      <h2>{{ text('maintenance.heading') }}</h2>
      <button type="button" class="ppf-button" (click)="edit.emit(null)">
        <ppf-icon [svg]="plus" />{{ text('maintenance.add') }}
      </button>
    </header>
    <p class="ppf-muted">
      {{ text('maintenance.note') }}
    </p>
    @if (windows().length > 0) {
      <ul>
        @for (window of windows(); track window.id) {
          <li class="row">
            <span class="what">
              <strong class="ppf-figures">{{ windowText(window, clock.now()) }}</strong>
              <span class="ppf-muted">
                {{
                  text('maintenance.details', {
                    pits: pitsText(window.pit_id === null ? null : [window.pit_id], pits()),
                    reason: window.reason ?? 'none',
                    zone: window.time_zone ?? here,
                  })
                }}
              </span>
            </span>
            <span class="actions">
              @if (windowState(window, clock.now()); as state) {
                <ppf-chip [tone]="window.active ? 'private' : 'offline'">{{ state }}</ppf-chip>
              }
              <button
                type="button"
                class="ppf-button"
                [attr.aria-label]="text('maintenance.editOf', { times: windowText(window, clock.now()) })"
                (click)="edit.emit(window)"
              >
                {{ text('maintenance.edit') }}
              </button>
              <button
                type="button"
                class="ppf-button ppf-button--danger"
                [attr.aria-label]="text('maintenance.deleteOf', { times: windowText(window, clock.now()) })"
                (click)="remove(window)"
              >
                {{ text('maintenance.delete') }}
              </button>
            </span>
          </li>
        }
      </ul>
    }
  `,
  styleUrl: './panel.scss',
})
export class MaintenanceList {
  private readonly injector = inject(Injector);

  /** The windows. */
  readonly windows = input.required<readonly MaintenanceWindow[]>();
  /** Numbers of the workshop's pits. */
  readonly pits = input.required<PitNumbers>();
  /** Emitted when the user edits a window; null: adds one. */
  readonly edit = output<MaintenanceWindow | null>();
  /** A window has changed. */
  readonly changed = output();

  protected readonly clock = inject(Clock);
  protected readonly here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  protected readonly plus = plus;
  protected readonly text = text;
  protected readonly pitsText = pitsText;
  protected readonly windowState = windowState;
  protected readonly windowText = windowText;

  protected async remove(window: MaintenanceWindow): Promise<void> {
    const { confirmWindowRemoval } = await import('./dialogs/confirmations');
    if (await confirmWindowRemoval(this.injector, window)) this.changed.emit();
  }
}
