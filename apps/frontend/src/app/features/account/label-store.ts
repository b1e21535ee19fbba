import { Injectable, signal } from '@angular/core';

/** Position of the labels on the wall: the left or right edge, or `fade`, which hides them after 3 s. */
export type LabelPosition = 'left' | 'right' | 'fade';

/** Also read by public/first.js, so that nothing moves after a reload. */
const KEY = 'ppf-labels';

/** The label position of this browser. Cameras can write a clock into any corner of the picture. */
@Injectable({ providedIn: 'root' })
export class LabelStore {
  private readonly selected = signal<LabelPosition>(loadPosition());

  /** The selected position. */
  readonly position = this.selected.asReadonly();

  /** Selects and stores a position. */
  select(position: LabelPosition): void {
    this.selected.set(position);
    document.documentElement.dataset['labels'] = position;
    try {
      localStorage.setItem(KEY, position);
    } catch {
      // Some private windows have no storage. The selection then lasts until the next reload.
    }
  }
}

function loadPosition(): LabelPosition {
  const shown = document.documentElement.dataset['labels'];
  return shown === 'right' || shown === 'fade' ? shown : 'left';
}
