import { Component, inject } from '@angular/core';
import monitor from 'lucide-static/icons/monitor.svg';
import moon from 'lucide-static/icons/moon.svg';
import sun from 'lucide-static/icons/sun.svg';
import { Icon } from '../ui/icon';
import { type Theme, ThemeStore } from './theme-store';

let made = 0;

/** Which theme: as the system, dark or light. */
@Component({
  selector: 'ppf-theme-choice',
  imports: [Icon],
  template: `
    <fieldset>
      <legend class="ppf-muted">Theme</legend>
      <div class="choices">
        @for (choice of choices; track choice.theme) {
          <label>
            <input
              type="radio"
              [name]="group"
              class="ppf-sr-only"
              [value]="choice.theme"
              [checked]="store.theme() === choice.theme"
              (change)="store.choose(choice.theme)"
            />
            <span><ppf-icon [svg]="choice.svg" [size]="18" />{{ choice.label }}</span>
          </label>
        }
      </div>
    </fieldset>
  `,
  styles: `
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      font-size: 12px;
      line-height: 20px;
    }
    .choices {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(88px, 1fr));
      gap: 8px;
      margin-top: 4px;
    }
    label {
      position: relative;
    }
    span {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 6px;
      min-height: 48px;
      padding: 0 10px;
      border: 1px solid var(--ppf-control-line);
      border-radius: var(--ppf-radius);
      cursor: pointer;
    }
    input:checked + span {
      border-color: var(--ppf-accent);
      background: color-mix(in srgb, var(--ppf-accent) 14%, transparent);
      font-weight: 600;
    }
    input:focus-visible + span {
      outline: var(--ppf-ring);
      outline-offset: 2px;
    }
  `,
})
export class ThemeChoice {
  protected readonly store = inject(ThemeStore);
  /** Radio buttons of one name are one choice, and two of these can be on a page. */
  protected readonly group = `ppf-theme-${(made += 1)}`;
  protected readonly choices: readonly { theme: Theme; label: string; svg: string }[] = [
    { theme: 'system', label: 'System', svg: monitor },
    { theme: 'dark', label: 'Dark', svg: moon },
    { theme: 'light', label: 'Light', svg: sun },
  ];
}
