import { Component, input } from '@angular/core';

/** Kinds of states. Each has its own shape and colour. */
export type ChipTone = 'live' | 'stalled' | 'waiting' | 'offline' | 'private' | 'failed';

/** A state as shape, word and colour, so that it is readable without colour and by screen readers. */
@Component({
  selector: 'ppf-chip',
  template: `
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      @switch (tone()) {
        @case ('live') {
          <circle cx="6" cy="6" r="5" fill="currentColor" />
        }
        @case ('stalled') {
          <circle cx="6" cy="6" r="4.250" fill="none" stroke="currentColor" stroke-width="1.500" />
          <path d="M6 1.750a4.250 4.250 0 0 0 0 8.500z" fill="currentColor" />
        }
        @case ('waiting') {
          <circle
            cx="6"
            cy="6"
            r="4.250"
            fill="none"
            stroke="currentColor"
            stroke-width="1.500"
            stroke-dasharray="3 2.340"
          />
        }
        @case ('offline') {
          <circle cx="6" cy="6" r="4.250" fill="none" stroke="currentColor" stroke-width="1.500" />
        }
        @case ('private') {
          <rect
            x="1.500"
            y="1.500"
            width="9"
            height="9"
            rx="1.500"
            fill="none"
            stroke="currentColor"
            stroke-width="1.500"
          />
          <path d="M1.500 1.500h9l-9 9z" fill="currentColor" />
        }
        @case ('failed') {
          <path d="M6 1v6.500M6 9.750v1.250" stroke="currentColor" stroke-width="2" />
        }
      }
    </svg>
    <span class="word ppf-figures"><ng-content /></span>
  `,
  host: { '[attr.data-tone]': 'tone()' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      height: 28px;
      padding: 0 10px;
      border-radius: 14px;
      color: var(--tone);
      background: var(--ppf-chip-bg, color-mix(in srgb, var(--tone) 12%, var(--ppf-surface-raised)));
      font-size: 12px;
      line-height: 16px;
      font-weight: 600;
      white-space: nowrap;
      --tone: var(--ppf-offline);
    }
    :host([data-tone='live']) {
      --tone: var(--ppf-live);
    }
    :host([data-tone='stalled']) {
      --tone: var(--ppf-stalled);
    }
    :host([data-tone='private']) {
      --tone: var(--ppf-private);
    }
    :host([data-tone='failed']) {
      --tone: var(--ppf-danger);
    }
    .word {
      overflow: hidden;
      text-overflow: ellipsis;
    }
  `,
})
export class Chip {
  /** Kind of the state. */
  readonly tone = input.required<ChipTone>();
}
