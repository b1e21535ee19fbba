import { Component, input } from '@angular/core';
import { spanText } from '../../ui/time-text';

/** Says that what is shown is old, and how old. Takes no room while it is not. */
@Component({
  selector: 'ppf-stale-strip',
  template: `
    <div role="status" class="ppf-sr-only">
      {{ staleFor() === null ? '' : 'Updates stopped. Trying again.' }}
    </div>
    @if (staleFor(); as age) {
      <p class="ppf-figures" aria-hidden="true">Updates stopped {{ spanText(age) }} ago. Trying again.</p>
    }
  `,
  styles: `
    p {
      padding: 8px 16px;
      border-radius: var(--ppf-radius);
      background: color-mix(in srgb, var(--ppf-stalled) 14%, var(--ppf-surface));
      color: var(--ppf-text);
      margin: 0 8px 8px;
    }
  `,
})
export class StaleStrip {
  /** In milliseconds; null: what is shown is fresh. */
  readonly staleFor = input.required<number | null>();
  protected readonly spanText = spanText;
}
