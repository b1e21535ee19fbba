import { Component, input } from '@angular/core';

/** Error message of a form, above its buttons. In a dialog it is below the scrollable content. */
@Component({
  selector: 'ppf-form-failure',
  host: { role: 'alert' },
  template: `
    @if (text(); as message) {
      <p>{{ message }}</p>
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
  /** The message; null without a failure. */
  readonly text = input.required<string | null>();
}
