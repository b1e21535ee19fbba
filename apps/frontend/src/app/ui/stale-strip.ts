import { Component, input } from '@angular/core';
import { spanText } from './time-text';

/** Says that what is shown is old, and how old. */
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
    /* Above the page and not in it: what is shown does not move because it is old. */
    p {
      position: fixed;
      z-index: 2;
      bottom: calc(80px + env(safe-area-inset-bottom));
      left: 50%;
      padding: 12px 16px;
      border: 1px solid var(--ppf-stalled);
      border-radius: var(--ppf-radius);
      background: var(--ppf-surface-raised);
      color: var(--ppf-text);
      box-shadow: 0 8px 24px rgb(0 0 0 / 35%);
      white-space: nowrap;
      transform: translateX(-50%);
    }
    @media (min-width: 600px) {
      p {
        bottom: 24px;
      }
    }
  `,
})
export class StaleStrip {
  /** In milliseconds; null: what is shown is fresh. */
  readonly staleFor = input.required<number | null>();
  protected readonly spanText = spanText;
}
