import { Injectable, signal } from '@angular/core';

/** Follows the system, or always the one. */
export type Theme = 'system' | 'dark' | 'light';

/** Read by public/first.js too, so that a reload does not flash. */
const KEY = 'ppf-theme';

/** Which theme this browser shows. */
@Injectable({ providedIn: 'root' })
export class ThemeStore {
  private readonly chosen = signal<Theme>(kept());

  /** The choice. */
  readonly theme = this.chosen.asReadonly();

  /** Chooses, and remembers it. */
  choose(theme: Theme): void {
    this.chosen.set(theme);
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Storage is refused in some private windows: the choice then lasts until the reload.
    }
  }
}

function kept(): Theme {
  const shown = document.documentElement.dataset['theme'];
  return shown === 'dark' || shown === 'light' ? shown : 'system';
}
