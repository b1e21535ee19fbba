import type { TimelineState } from '@ppf/contracts';
import type uPlot from 'uplot';
import { formatDay, formatTime } from '../../../texts';

/** Height with the axis, CSS pixels. */
export const TIMELINE_HEIGHT = 88;
/** Minimum width of a bar, CSS pixels: a thinner bar is not visible. */
const MIN_BAR_WIDTH = 2;
const AXIS = 24;
/** Space beside the drawing, CSS pixels. */
const EDGE = 8;

/** Height of a state's bar as a share of the whole: a missing video stands out in greyscale too. */
const HEIGHTS: Readonly<Record<TimelineState, number>> = { up: 0.45, down: 1, idle: 0.16, unknown: 0.04 };

/** Draws a timeline into an element at its width, and redraws it when the width or the theme changes. */
export function drawTimeline(
  UPlot: typeof uPlot,
  container: HTMLElement,
  states: readonly TimelineState[],
  data: uPlot.AlignedData,
  onPoint: (seconds: number | null) => void,
): { update: (data: uPlot.AlignedData) => void; destroy: () => void } {
  const color = (name: string) => () => colorOf(container, name);
  const size = () => ({ width: Math.max(container.clientWidth, 100), height: TIMELINE_HEIGHT });
  const plot = new UPlot(
    {
      ...size(),
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: { x: { time: true }, y: { range: [0, 1] } },
      axes: [
        {
          size: AXIS,
          gap: 4,
          font: '12px "Inter Variable", system-ui, sans-serif',
          stroke: color('--ppf-text-muted'),
          grid: { show: false },
          ticks: { size: 4, width: 1, stroke: color('--ppf-line') },
          space: 64,
          values: (plot, splits) => axisTexts(plot, splits),
        },
        { show: false },
      ],
      padding: [4, EDGE, 0, EDGE],
      series: [
        {},
        ...states.map((state) => ({
          fill: color(`--state-${state}`),
          points: { show: false },
          paths: barsOf(HEIGHTS[state]),
        })),
      ],
      hooks: {
        setCursor: [
          ({ cursor, posToVal }) =>
            onPoint(cursor.left === undefined || cursor.left < 0 ? null : posToVal(cursor.left, 'x')),
        ],
      },
    },
    data,
    container,
  );
  const again = () => plot.redraw(false);
  const resized = new ResizeObserver(() => plot.setSize(size()));
  resized.observe(container);
  const themed = new MutationObserver(again);
  themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', again);
  return {
    update: (next) => plot.setData(next),
    destroy: () => {
      resized.disconnect();
      themed.disconnect();
      dark.removeEventListener('change', again);
      plot.destroy();
    },
  };
}

/** Draws a bar from each point at which the state holds to the next point. */
function barsOf(height: number): uPlot.Series.PathBuilder {
  return (plot, series) => {
    const [xs] = plot.data;
    const row = plot.data[series] ?? [];
    const { top, height: whole } = plot.bbox;
    const fill = new Path2D();
    row.forEach((value, index) => {
      const [from, to] = [xs[index], xs[index + 1]];
      if (value !== 1 || from === undefined || to === undefined) return;
      const left = plot.valToPos(from, 'x', true);
      const width = Math.max(plot.valToPos(to, 'x', true) - left, MIN_BAR_WIDTH * devicePixelRatio);
      fill.rect(left, top + whole * (1 - height), width, whole * height);
    });
    return { stroke: null, fill, clip: null, flags: 1 };
  };
}

/** Half the width of a tick's text, CSS pixels: it is centred below the tick, and would be clipped at the edge. */
const HALF_TEXT_WIDTH = 20;

/** Texts of the ticks: times of day, or days where the ticks are days apart. */
function axisTexts(plot: uPlot, splits: readonly number[]): string[] {
  const step = (splits[1] ?? 0) - (splits[0] ?? 0);
  return splits.map((seconds) => {
    const left = plot.valToPos(seconds, 'x');
    const isClipped =
      left < HALF_TEXT_WIDTH - EDGE || left > plot.width - 2 * EDGE - (HALF_TEXT_WIDTH - EDGE);
    return isClipped ? '' : (step >= 86_400 ? formatDay : formatTime)(seconds * 1000);
  });
}

/** Resolves a custom property on an element: a canvas can't use custom properties. */
function colorOf(container: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  container.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
