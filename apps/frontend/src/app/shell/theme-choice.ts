import { Component, inject } from '@angular/core';
import monitor from 'lucide-static/icons/monitor.svg';
import moon from 'lucide-static/icons/moon.svg';
import sun from 'lucide-static/icons/sun.svg';
import { type Segment, Segments } from '../ui/segments';
import { type Theme, ThemeStore } from './theme-store';

const CHOICES: readonly Segment<Theme>[] = [
  { value: 'system', label: 'System', svg: monitor },
  { value: 'dark', label: 'Dark', svg: moon },
  { value: 'light', label: 'Light', svg: sun },
];

/** Which theme: as the system, dark or light. */
@Component({
  selector: 'ppf-theme-choice',
  imports: [Segments],
  template: `
    <ppf-segments
      legend="Theme"
      [choices]="choices"
      [value]="store.theme()"
      (valueChange)="store.choose($event)"
    />
  `,
})
export class ThemeChoice {
  protected readonly store = inject(ThemeStore);
  protected readonly choices = CHOICES;
}
