import {
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import type { PitHistory, TimelineState } from '@ppf/contracts';
import type uPlot from 'uplot';
import { clockText } from '../../../ui/time-text';
import { segmentText, STATE_WORDS } from './history-text';
import { drawTimeline } from './draw-timeline';
import { segmentAt, timelineData } from './timeline-data';

/** States in the order of the legend. */
const STATES: readonly TimelineState[] = ['up', 'down', 'idle', 'unknown'];

/**
 * A pit's history as a band over time. A drawing for the eye: what it shows is said beside it. uPlot is loaded when the
 * first one is drawn.
 */
@Component({
  selector: 'ppf-history-timeline',
  template: `
    <div #room class="room" aria-hidden="true"></div>
    <p class="said ppf-figures ppf-muted" aria-hidden="true">{{ said() }}</p>
    <ul class="legend ppf-muted" aria-label="Legend">
      @for (state of states(); track state) {
        <li><span #swatch class="swatch" [attr.data-state]="state"></span>{{ words[state] }}</li>
      }
    </ul>
  `,
  styleUrl: './history-timeline.scss',
  // uPlot makes its own elements.
  encapsulation: ViewEncapsulation.None,
})
export class HistoryTimeline {
  /** What to draw. */
  readonly history = input.required<PitHistory>();

  protected readonly words = STATE_WORDS;
  private readonly room = viewChild.required<ElementRef<HTMLElement>>('room');
  private readonly pointed = signal<number | null>(null);
  private readonly data = computed(() => timelineData(this.history()));
  /** What is in it; picture and none always, so that one knows what would be. */
  protected readonly states = computed(() =>
    STATES.filter(
      (state) =>
        state === 'up' ||
        state === 'down' ||
        this.history().timeline.some((segment) => segment.state === state),
    ),
  );
  /** What is under the pointer. */
  protected readonly said = computed(() => {
    const pointed = this.pointed();
    const segment = pointed === null ? null : segmentAt(this.data(), pointed);
    if (!segment) return '';
    const at = (seconds: number) => clockText(new Date(seconds * 1000).toISOString(), Date.now());
    return `${at(segment.from)} to ${at(segment.to)} · ${segmentText(segment.state, segment.cause)}`;
  });

  constructor() {
    let drawing: { update: (data: uPlot.AlignedData) => void; destroy: () => void } | undefined;
    let gone = false;
    inject(DestroyRef).onDestroy(() => {
      gone = true;
      drawing?.destroy();
    });
    effect(() => {
      const { x, rows } = this.data();
      const data: uPlot.AlignedData = [x, ...STATES.map((state) => rows[state])];
      const room = this.room().nativeElement;
      if (drawing) return drawing.update(data);
      void import('uplot').then(({ default: UPlot }) => {
        if (gone || drawing) return;
        drawing = drawTimeline(UPlot, room, STATES, data, (seconds) => this.pointed.set(seconds));
      });
    });
  }
}
