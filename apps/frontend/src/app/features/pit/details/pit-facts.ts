import { Component, computed, inject, input } from '@angular/core';
import type { PitStream } from '@ppf/contracts';
import eye from 'lucide-static/icons/eye.svg';
import { Clock } from '../../../ui/clock';
import { Icon } from '../../../ui/icon';
import { formatRecent } from '../../../texts';
import { codecText, type Figures, figuresText } from '../../../pits/figures-text';
import { text } from '../texts/text';

/** The status of a pit in one line, and its number of viewers. */
@Component({
  selector: 'ppf-pit-facts',
  imports: [Icon],
  template: `
    <p class="line ppf-figures">
      <strong>{{ sentence() }}</strong>
      @if (picture(); as known) {
        <span class="ppf-muted"> · {{ known }}</span>
      }
      @if (asOf(); as at) {
        <span class="old"> · {{ text('facts.asOf', { time: at }) }}</span>
      }
    </p>
    <p class="viewers ppf-figures">
      <ppf-icon [svg]="eye" [size]="16" />{{ text('facts.viewers', { count: viewers() }) }}
      @if (codec(); as known) {
        <span translate="no">· {{ known }}</span>
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
      /* Always two lines, so that figures that come and go move nothing. */
      min-height: 40px;
    }
    .old {
      color: var(--ppf-stalled);
    }
    .viewers {
      display: flex;
      align-items: center;
      gap: 8px;
      color: var(--ppf-text-muted);
    }
  `,
})
export class PitFacts {
  private readonly clock = inject(Clock);

  /** What the media server reports. */
  readonly stream = input.required<PitStream>();
  /** The status in words. */
  readonly status = input.required<string>();
  /** What the player measures; null while there is no video. */
  readonly figures = input.required<Figures | null>();
  /** Number of viewers. */
  readonly viewers = input.required<number>();
  /** For how long updates have been missing, in milliseconds; null while they arrive. */
  readonly staleFor = input.required<number | null>();

  protected readonly text = text;
  protected readonly eye = eye;
  protected readonly sentence = computed(
    () => this.status().charAt(0).toUpperCase() + this.status().slice(1),
  );
  protected readonly picture = computed(() => figuresText(this.figures(), this.stream()));
  protected readonly codec = computed(() => codecText(this.stream()));
  /** Time of the last update, once updates are missing. */
  protected readonly asOf = computed(() => {
    const age = this.staleFor();
    const now = this.clock.now();
    return age === null ? null : formatRecent(now - age, now);
  });
}
