import { Component, computed, input } from '@angular/core';
import type { PitStream } from '@ppf/contracts';
import eye from 'lucide-static/icons/eye.svg';
import { Icon } from '../../ui/icon';
import { type Figures, figuresText } from './figures-text';

/** The state of a pit in a line, and how many watch. */
@Component({
  selector: 'ppf-pit-facts',
  imports: [Icon],
  template: `
    <p class="line ppf-figures">
      <strong>{{ sentence() }}</strong>
      @if (picture(); as text) {
        <span class="ppf-muted"> · {{ text }}</span>
      }
    </p>
    <p class="watching ppf-figures"><ppf-icon [svg]="eye" [size]="16" />{{ watching() }}</p>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
    }
    strong {
      font-weight: 600;
    }
    .line {
      /* Two lines at all times: figures that come and go move nothing. */
      min-height: 40px;
    }
    .watching {
      display: flex;
      align-items: center;
      gap: 8px;
      color: var(--ppf-text-muted);
    }
  `,
})
export class PitFacts {
  /** What the media server tells. */
  readonly stream = input.required<PitStream>();
  /** The state in words. */
  readonly said = input.required<string>();
  /** What the player measures; null while there is no picture. */
  readonly figures = input.required<Figures | null>();

  protected readonly eye = eye;
  protected readonly sentence = computed(() => this.said().charAt(0).toUpperCase() + this.said().slice(1));
  protected readonly picture = computed(() => figuresText(this.figures()));
  protected readonly watching = computed(() => {
    const { readers } = this.stream();
    if (readers === 0) return 'Nobody is watching';
    return readers === 1 ? '1 person is watching' : `${readers} people are watching`;
  });
}
