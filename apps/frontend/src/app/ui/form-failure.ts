import { Component, input } from '@angular/core';

/** Why what was entered could not be sent. It stands above the buttons, in a dialog beneath what scrolls. */
@Component({
  selector: 'ppf-form-failure',
  host: { role: 'alert' },
  template: `
    @if (text(); as said) {
      <p>{{ said }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    p {
      color: var(--ppf-danger);
    }
    :host-context(.mat-mdc-dialog-surface) p {
      padding: 12px 24px 0;
    }
  `,
})
export class FormFailure {
  /** A sentence; null: nothing failed. */
  readonly text = input.required<string | null>();
}
