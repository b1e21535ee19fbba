import type { TimelineState } from '@ppf/contracts';
import type uPlot from 'uplot';

/** CSS pixels, the axis included. */
export const TIMELINE_HEIGHT = 88;
/** Widest that a state's bar becomes thin, in CSS pixels: less is not seen. */
const LEAST_WIDTH = 2;
const AXIS = 24;
/** Room beside the drawing. */
const EDGE = 8;

/**
 * How high a state's bar is, as a part of the whole: what is missing stands out by its height too, so that it reads in
 * grey.
 */
const HEIGHTS: Readonly<Record<TimelineState, number>> = { up: 0.45, down: 1, idle: 0.16, unknown: 0.04 };

/** Draws a timeline into an element, as wide as that is, and again when its width or the theme changes. */
export function drawTimeline(
  UPlot: typeof uPlot,
  room: HTMLElement,
  states: readonly TimelineState[],
  data: uPlot.AlignedData,
  pointed: (seconds: number | null) => void,
): { update: (data: uPlot.AlignedData) => void; destroy: () => void } {
  const color = (name: string) => () => colorOf(room, name);
  const size = () => ({ width: Math.max(room.clientWidth, 100), height: TIMELINE_HEIGHT });
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
            pointed(cursor.left === undefined || cursor.left < 0 ? null : posToVal(cursor.left, 'x')),
        ],
      },
    },
    data,
    room,
  );
  const again = () => plot.redraw(false);
  const resized = new ResizeObserver(() => plot.setSize(size()));
  resized.observe(room);
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

/** A bar from each point at which the state holds to the next point. */
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
      const width = Math.max(plot.valToPos(to, 'x', true) - left, LEAST_WIDTH * devicePixelRatio);
      fill.rect(left, top + whole * (1 - height), width, whole * height);
    });
    return { stroke: null, fill, clip: null, flags: 1 };
  };
}

const HOUR = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** Half of a tick's text, in CSS pixels: it is centred beneath the tick, and would be cut at the edge. */
const HALF_TEXT = 20;

/** Hours within a day, days where the ticks are days. */
function axisTexts(plot: uPlot, splits: readonly number[]): string[] {
  const step = (splits[1] ?? 0) - (splits[0] ?? 0);
  return splits.map((seconds) => {
    const left = plot.valToPos(seconds, 'x');
    const isCut = left < HALF_TEXT - EDGE || left > plot.width - 2 * EDGE - (HALF_TEXT - EDGE);
    return isCut ? '' : (step >= 86_400 ? DAY : HOUR).format(new Date(seconds * 1000));
  });
}

/** A canvas knows no custom properties: the browser resolves one, light or dark, on an element. */
function colorOf(room: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  room.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
