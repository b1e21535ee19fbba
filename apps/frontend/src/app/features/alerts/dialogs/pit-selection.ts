import { Component, input, model } from '@angular/core';
import type { Pit } from '@ppf/contracts';
import { text } from '../texts/text';

/** Selects all pits, including future ones, or some pits. */
@Component({
  selector: 'ppf-pit-selection',
  template: `
    <fieldset>
      <legend class="ppf-muted">{{ text('pitSelection.legend') }}</legend>
      <label class="tick">
        <input
          type="checkbox"
          [checked]="selected() === null"
          (change)="selected.set(selected() === null ? [] : null)"
        />
        {{ text('pitSelection.all') }}
      </label>
      @if (selected(); as ids) {
        <div class="ticks">
          @for (pit of pits(); track pit.id) {
            <label class="tick">
              <input type="checkbox" [checked]="ids.includes(pit.id)" (change)="toggle(ids, pit.id)" />
              {{ text('pitSelection.pit', { number: pit.number }) }}
            </label>
          }
        </div>
      }
    </fieldset>
  `,
  styleUrl: './dialog.scss',
})
export class PitSelection {
  /** The pits of the workshop. */
  readonly pits = input.required<readonly Pit[]>();
  /** Ids of the selected pits; null for all. */
  readonly selected = model.required<readonly number[] | null>();

  protected readonly text = text;

  protected toggle(ids: readonly number[], id: number): void {
    this.selected.set(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
  }
}
