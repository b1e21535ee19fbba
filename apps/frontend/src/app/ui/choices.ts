import { booleanAttribute, Component, input, model } from '@angular/core';
import { Icon } from './icon';

/** An option of `Choices`. */
export interface Choice<T extends string = string> {
  readonly value: T;
  /** Short name. */
  readonly label: string;
  /** Consequence of the option. */
  readonly note?: string;
  /** Optional icon: SVG source of the build. */
  readonly svg?: string;
}

let groupCount = 0;

/** A radio group with large targets, usable with gloves. */
@Component({
  selector: 'ppf-choices',
  imports: [Icon],
  template: `
    @for (choice of choices(); track choice.value) {
      <label>
        <input
          type="radio"
          [name]="group"
          [value]="choice.value"
          [checked]="value() === choice.value"
          (change)="value.set(choice.value)"
        />
        @if (choice.svg; as svg) {
          <ppf-icon [svg]="svg" [size]="24" />
        }
        <span>
          <strong>{{ choice.label }}</strong>
          @if (choice.note; as note) {
            <span class="ppf-muted note">{{ note }}</span>
          }
        </span>
      </label>
    }
  `,
  host: { role: 'radiogroup', '[attr.aria-label]': 'legend()', '[class.grid]': 'grid()' },
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
    :host(.grid) {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 148px), 1fr));
    }
    label {
      display: flex;
      gap: 12px;
      align-items: center;
      min-height: 64px;
      padding: 12px 16px;
      border: 1px solid var(--ppf-control-line);
      border-radius: var(--ppf-radius);
      background: var(--ppf-surface);
      cursor: pointer;
      transition: background-color var(--ppf-move);
    }
    label:hover {
      background: color-mix(in srgb, var(--ppf-text) 6%, var(--ppf-surface));
    }
    label:has(:checked) {
      border-color: var(--ppf-accent);
      box-shadow: inset 0 0 0 1px var(--ppf-accent);
      background: color-mix(in srgb, var(--ppf-accent) 10%, var(--ppf-surface));
    }
    label:has(:focus-visible) {
      outline: var(--ppf-ring);
      outline-offset: 2px;
    }
    input {
      flex: none;
      width: 20px;
      height: 20px;
      margin: 0;
      accent-color: var(--ppf-accent);
      outline: none;
    }
    ppf-icon {
      color: var(--ppf-text-muted);
    }
    label:has(:checked) ppf-icon {
      color: var(--ppf-accent);
    }
    strong {
      display: block;
      font-weight: 600;
    }
    .note {
      display: block;
    }
  `,
})
export class Choices<T extends string> {
  /** Accessible name of the group. */
  readonly legend = input.required<string>();
  /** The options, in display order. */
  readonly choices = input.required<readonly Choice<T>[]>();
  /** Whether the options are arranged in a grid. */
  readonly grid = input(false, { transform: booleanAttribute });
  /** The selected value; null without a selection. */
  readonly value = model<T | null>(null);

  protected readonly group = `ppf-choices-${(groupCount += 1)}`;
}
