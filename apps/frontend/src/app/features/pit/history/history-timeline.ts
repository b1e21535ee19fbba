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
import { formatRecent } from '../../../texts';
import { text } from '../texts/text';
import { segmentText, stateText } from './history-text';
import { drawTimeline } from './draw-timeline';
import { segmentAt, toTimelineData } from './timeline-data';

/** States in the order of the legend. */
const STATES: readonly TimelineState[] = ['up', 'down', 'idle', 'unknown'];

/**
 * A pit's history as a band over time. Hidden from screen readers: the text beside it has the same content. uPlot is
 * loaded with the first timeline.
 */
@Component({
  selector: 'ppf-history-timeline',
  template: `
    <div #plot class="plot" aria-hidden="true"></div>
    <p class="pointed ppf-figures ppf-muted" aria-hidden="true">{{ pointedText() }}</p>
    <ul class="legend ppf-muted" [attr.aria-label]="text('history.legend')">
      @for (state of states(); track state) {
        <li><span #swatch class="swatch" [attr.data-state]="state"></span>{{ stateText(state) }}</li>
      }
    </ul>
  `,
  styleUrl: './history-timeline.scss',
  // uPlot creates its own elements.
  encapsulation: ViewEncapsulation.None,
})
export class HistoryTimeline {
  /** What to draw. */
  readonly history = input.required<PitHistory>();

  protected readonly text = text;
  protected readonly stateText = stateText;
  private readonly plot = viewChild.required<ElementRef<HTMLElement>>('plot');
  private readonly pointed = signal<number | null>(null);
  private readonly data = computed(() => toTimelineData(this.history()));
  /** The states in the timeline; video and no video always, to explain the colors. */
  protected readonly states = computed(() =>
    STATES.filter(
      (state) =>
        state === 'up' ||
        state === 'down' ||
        this.history().timeline.some((segment) => segment.state === state),
    ),
  );
  /** Describes the segment under the pointer. */
  protected readonly pointedText = computed(() => {
    const pointed = this.pointed();
    const segment = pointed === null ? null : segmentAt(this.data(), pointed);
    if (!segment) return '';
    const at = (seconds: number) => formatRecent(seconds * 1000, Date.now());
    return text('history.segment.at', {
      from: at(segment.from),
      to: at(segment.to),
      state: segmentText(segment.state, segment.cause),
    });
  });

  constructor() {
    let drawing: { update: (data: uPlot.AlignedData) => void; destroy: () => void } | undefined;
    let isDestroyed = false;
    inject(DestroyRef).onDestroy(() => {
      isDestroyed = true;
      drawing?.destroy();
    });
    effect(() => {
      const { x, rows } = this.data();
      const data: uPlot.AlignedData = [x, ...STATES.map((state) => rows[state])];
      const plot = this.plot().nativeElement;
      if (drawing) return drawing.update(data);
      void import('uplot').then(({ default: UPlot }) => {
        if (isDestroyed || drawing) return;
        drawing = drawTimeline(UPlot, plot, STATES, data, (seconds) => this.pointed.set(seconds));
      });
    });
  }
}
