import { Component, input, model } from '@angular/core';
import type { Pit } from '@ppf/contracts';

/** Which pits: all of them, those to come too, or some. */
@Component({
  selector: 'ppf-pit-ticks',
  template: `
    <fieldset>
      <legend class="ppf-muted">Which pits?</legend>
      <label class="tick">
        <input
          type="checkbox"
          [checked]="chosen() === null"
          (change)="chosen.set(chosen() === null ? [] : null)"
        />
        All pits, those to come too
      </label>
      @if (chosen(); as ids) {
        <div class="ticks">
          @for (pit of pits(); track pit.id) {
            <label class="tick">
              <input type="checkbox" [checked]="ids.includes(pit.id)" (change)="toggle(ids, pit.id)" />
              Pit {{ pit.number }}
            </label>
          }
        </div>
      }
    </fieldset>
  `,
  styleUrl: './dialog.scss',
})
export class PitTicks {
  /** The pits of the workshop. */
  readonly pits = input.required<readonly Pit[]>();
  /** Ids; null: all. */
  readonly chosen = model.required<readonly number[] | null>();

  protected toggle(ids: readonly number[], id: number): void {
    this.chosen.set(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
  }
}
