import { Injectable, signal } from '@angular/core';

/** Where state and name are on a picture of the wall: at its left edge, at its right edge, or there for 3 s only. */
export type LabelPlace = 'left' | 'right' | 'fade';

/** Read by public/first.js too, so that nothing moves after a reload. */
const KEY = 'ppf-labels';

/** Where this browser puts the labels on pictures: a camera may write its own clock into any corner. */
@Injectable({ providedIn: 'root' })
export class LabelStore {
  private readonly chosen = signal<LabelPlace>(kept());

  /** The choice. */
  readonly place = this.chosen.asReadonly();

  /** Chooses, and remembers it. */
  choose(place: LabelPlace): void {
    this.chosen.set(place);
    document.documentElement.dataset['labels'] = place;
    try {
      localStorage.setItem(KEY, place);
    } catch {
      // Storage is refused in some private windows: the choice then lasts until the reload.
    }
  }
}

function kept(): LabelPlace {
  const shown = document.documentElement.dataset['labels'];
  return shown === 'right' || shown === 'fade' ? shown : 'left';
}
