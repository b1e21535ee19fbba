import { type Publisher, PUBLISHERS } from '../../../pits/camera/camera-entry';

/** The publisher of a pit is a hint for its settings; the API does not store it. */
const STORAGE_KEY = 'ppf-publishers';

/** The publisher that was chosen last for a pit in this browser; null: none. */
export function readPublisher(pitId: number): Publisher | null {
  return PUBLISHERS.find((publisher) => publisher === readAll()[pitId]) ?? null;
}

/** Stores the publisher of a pit in this browser. */
export function storePublisher(pitId: number, publisher: Publisher): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...readAll(), [pitId]: publisher }));
  } catch {
    // Some private windows refuse storage: the user then chooses the publisher again.
  }
}

function readAll(): Readonly<Record<number, unknown>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Record<number, unknown>) : {};
  } catch {
    return {};
  }
}
