/** Storage key of the last position of the player on the pit page, with the window size that it applies to. */
const KEY = 'ppf-video-position';

/** CSS edges of a fixed element. */
export interface VideoPosition {
  readonly top: string;
  readonly left: string;
  readonly width: string;
  readonly height: string;
}

interface StoredPosition {
  readonly window: string;
  readonly position: VideoPosition;
}

/** Stores the position of an element, so that the next visit shows its first picture there before the page has a layout. */
export function saveVideoPosition(element: Element): void {
  const { top, left, width, height } = element.getBoundingClientRect();
  if (!width || !height) return;
  const px = (value: number) => `${Math.round(value * 100) / 100}px`;
  const position = { top: px(top), left: px(left), width: px(width), height: px(height) };
  try {
    localStorage.setItem(KEY, JSON.stringify({ window: windowSize(), position } satisfies StoredPosition));
  } catch {
    // Some private windows have no storage. The picture then fills the window.
  }
}

/** Loads the position that was stored in a window of the current size; null if there is none. */
export function loadVideoPosition(): VideoPosition | null {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? 'null') as StoredPosition | null;
    return stored?.window === windowSize() ? stored.position : null;
  } catch {
    return null;
  }
}

const windowSize = (): string => `${innerWidth}×${innerHeight}`;
