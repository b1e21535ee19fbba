import { Component, input } from '@angular/core';
import { Icon } from './icon';

/** A message in place of content, with optional actions. */
@Component({
  selector: 'ppf-notice',
  imports: [Icon],
  template: `
    @if (svg(); as drawing) {
      <ppf-icon [svg]="drawing" [size]="32" />
    }
    <h2>{{ heading() }}</h2>
    <p class="ppf-muted"><ng-content /></p>
    <div class="actions"><ng-content select="[action]" /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: 8px;
      margin: auto;
      padding: 32px 16px;
      max-width: 420px;
      text-align: center;
    }
    ppf-icon {
      display: var(--ppf-notice-icon, inline-flex);
      color: var(--ppf-text-muted);
      margin-bottom: 8px;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 8px;
      margin-top: 16px;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class Notice {
  /** Short description of what happened or is missing. */
  readonly heading = input.required<string>();

  /** Optional icon above the heading. */
  readonly svg = input<string>();
}
