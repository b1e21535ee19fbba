import { Component, inject } from '@angular/core';
import monitor from 'lucide-static/icons/monitor.svg';
import moon from 'lucide-static/icons/moon.svg';
import sun from 'lucide-static/icons/sun.svg';
import { type Segment, Segments } from '../ui/segments';
import { text } from './texts/text';
import { type Theme, ThemeStore } from './theme-store';

const THEMES: readonly Segment<Theme>[] = [
  { value: 'system', label: text('theme.system'), svg: monitor },
  { value: 'dark', label: text('theme.dark'), svg: moon },
  { value: 'light', label: text('theme.light'), svg: sun },
];

/** Selects the theme of the system, dark or light. */
@Component({
  selector: 'ppf-theme-choice',
  imports: [Segments],
  template: `
    <ppf-segments
      [legend]="text('theme.legend')"
      [choices]="choices"
      [value]="store.theme()"
      (valueChange)="store.select($event)"
    />
  `,
})
export class ThemeChoice {
  protected readonly text = text;
  protected readonly store = inject(ThemeStore);
  protected readonly choices = THEMES;
}
