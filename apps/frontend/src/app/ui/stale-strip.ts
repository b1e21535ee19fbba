import { Component, input } from '@angular/core';
import { formatAge } from '../texts';
import { text } from './texts/text';

/** Shows that the page has outdated data, and their age. */
@Component({
  selector: 'ppf-stale-strip',
  template: `
    <div role="status" class="ppf-sr-only">
      {{ staleFor() === null ? '' : text('stale.announcement') }}
    </div>
    @if (staleFor(); as age) {
      <p class="ppf-figures" aria-hidden="true">{{ text('stale.since', { duration: formatAge(age) }) }}</p>
    }
  `,
  styles: `
    /* Positioned above the page, so that its content does not move. */
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
  /** Age of the data, ms; null while updates arrive. */
  readonly staleFor = input.required<number | null>();
  protected readonly formatAge = formatAge;
  protected readonly text = text;
}
