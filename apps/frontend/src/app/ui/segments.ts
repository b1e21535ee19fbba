import { Component, input, output } from '@angular/core';
import { Icon } from './icon';

let groupCount = 0;

/** An option of `Segments`. */
export interface Segment<T extends string = string> {
  readonly value: T;
  readonly label: string;
  readonly svg?: string;
}

/** A radio group whose options are side by side. */
@Component({
  selector: 'ppf-segments',
  imports: [Icon],
  template: `
    <fieldset>
      <legend class="ppf-muted">{{ legend() }}</legend>
      <div class="choices">
        @for (choice of choices(); track choice.value) {
          <label>
            <input
              type="radio"
              [name]="group"
              class="ppf-sr-only"
              [value]="choice.value"
              [checked]="value() === choice.value"
              (change)="valueChange.emit(choice.value)"
            />
            <span>
              @if (choice.svg; as svg) {
                <ppf-icon [svg]="svg" [size]="18" />
              }
              {{ choice.label }}
            </span>
          </label>
        }
      </div>
    </fieldset>
  `,
  styles: `
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      font-size: 12px;
      line-height: 20px;
    }
    .choices {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(var(--ppf-segment, 88px), 1fr));
      gap: 8px;
      margin-top: 4px;
    }
    label {
      position: relative;
    }
    span {
      display: flex;
      align-items: center;
      justify-content: center;
      text-align: center;
      gap: 6px;
      min-height: 48px;
      padding: 0 10px;
      border: 1px solid var(--ppf-control-line);
      border-radius: var(--ppf-radius);
      cursor: pointer;
    }
    input:checked + span {
      border-color: var(--ppf-accent);
      background: color-mix(in srgb, var(--ppf-accent) 14%, transparent);
      font-weight: 600;
    }
    input:focus-visible + span {
      outline: var(--ppf-ring);
      outline-offset: 2px;
    }
  `,
})
export class Segments<T extends string> {
  /** The selected value. */
  readonly legend = input.required<string>();
  readonly choices = input.required<readonly Segment<T>[]>();
  readonly value = input.required<T>();
  readonly valueChange = output<T>();

  /** Unique name of the radio group. */
  protected readonly group = `ppf-segments-${(groupCount += 1)}`;
}
