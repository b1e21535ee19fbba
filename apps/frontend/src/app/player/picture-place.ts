/** Where the player of a pit's page was last seen, and in which window: another one lays the page out otherwise. */
const KEY = 'ppf-picture-place';

/** Edges of a fixed element, as CSS. */
export interface Place {
  readonly top: string;
  readonly left: string;
  readonly width: string;
  readonly height: string;
}

interface NotedPlace {
  readonly window: string;
  readonly place: Place;
}

/** Notes where an element is, so that the next visit's first picture comes there before the page is laid out. */
export function notePlace(element: Element): void {
  const { top, left, width, height } = element.getBoundingClientRect();
  if (!width || !height) return;
  const px = (value: number) => `${Math.round(value * 100) / 100}px`;
  const place = { top: px(top), left: px(left), width: px(width), height: px(height) };
  try {
    localStorage.setItem(KEY, JSON.stringify({ window: windowSize(), place } satisfies NotedPlace));
  } catch {
    // Storage is refused in some private windows: the picture fills the window then.
  }
}

/** The place that was noted in a window like this one; null when there is none. */
export function notedPlace(): Place | null {
  try {
    const noted = JSON.parse(localStorage.getItem(KEY) ?? 'null') as NotedPlace | null;
    return noted?.window === windowSize() ? noted.place : null;
  } catch {
    return null;
  }
}

const windowSize = (): string => `${innerWidth}×${innerHeight}`;
