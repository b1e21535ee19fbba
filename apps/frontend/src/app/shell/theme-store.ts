import { Injectable, signal } from '@angular/core';

/** The system's theme, or a fixed one. */
export type Theme = 'system' | 'dark' | 'light';

/** Also read by public/first.js, so that a reload does not flash. */
const KEY = 'ppf-theme';

/** The theme of this browser. */
@Injectable({ providedIn: 'root' })
export class ThemeStore {
  private readonly selected = signal<Theme>(loadTheme());

  /** The selected theme. */
  readonly theme = this.selected.asReadonly();

  /** Selects and stores a theme. */
  select(theme: Theme): void {
    this.selected.set(theme);
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Some private windows have no storage. The selection then lasts until the next reload.
    }
  }
}

function loadTheme(): Theme {
  const shown = document.documentElement.dataset['theme'];
  return shown === 'dark' || shown === 'light' ? shown : 'system';
}
