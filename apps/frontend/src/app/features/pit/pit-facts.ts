import { Component, computed, inject, input } from '@angular/core';
import type { PitStream } from '@ppf/contracts';
import eye from 'lucide-static/icons/eye.svg';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { clockText } from '../../ui/time-text';
import { codecText, type Figures, figuresText } from '../../pits/figures-text';

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
      @if (asOf(); as at) {
        <span class="old"> · as of {{ at }}</span>
      }
    </p>
    <p class="watching ppf-figures">
      <ppf-icon [svg]="eye" [size]="16" />{{ watching() }}
      @if (codec(); as text) {
        <span>· {{ text }}</span>
      }
    </p>
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
    .old {
      color: var(--ppf-stalled);
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
  private readonly clock = inject(Clock);

  /** What the media server tells. */
  readonly stream = input.required<PitStream>();
  /** The state in words. */
  readonly said = input.required<string>();
  /** What the player measures; null while there is no picture. */
  readonly figures = input.required<Figures | null>();
  /** Number of viewers. */
  readonly viewers = input.required<number>();
  /** For how long updates have been missing, in milliseconds; null while they come. */
  readonly staleFor = input.required<number | null>();

  protected readonly eye = eye;
  protected readonly sentence = computed(() => this.said().charAt(0).toUpperCase() + this.said().slice(1));
  protected readonly picture = computed(() => figuresText(this.figures(), this.stream()));
  protected readonly codec = computed(() => codecText(this.stream()));
  /** When it was true, once it may no longer be. */
  protected readonly asOf = computed(() => {
    const age = this.staleFor();
    const now = this.clock.now();
    return age === null ? null : clockText(new Date(now - age).toISOString(), now);
  });
  protected readonly watching = computed(() => {
    const viewers = this.viewers();
    if (viewers === 0) return 'No viewers';
    return viewers === 1 ? '1 viewer' : `${viewers} viewers`;
  });
}
