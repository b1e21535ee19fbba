import { Component, computed, DOCUMENT, inject } from '@angular/core';
import chevronDown from 'lucide-static/icons/chevron-down.svg';
import flask from 'lucide-static/icons/flask-conical.svg';
import unplug from 'lucide-static/icons/unplug.svg';
import { Icon } from '../ui/icon';
import { SystemStore } from './system-store';
import { text } from './texts/text';

/** Notices above the page: urgent ones are shown in full, others are collapsed. */
@Component({
  selector: 'ppf-system-bar',
  imports: [Icon],
  host: { role: 'region', '[attr.aria-label]': "text('notices.region')" },
  template: `
    <div role="status" class="alerts">
      @for (notice of urgent(); track notice.kind) {
        <p class="urgent">
          <ppf-icon [svg]="unplug" />
          <span
            ><strong>{{ notice.text }}</strong> {{ notice.action }}</span
          >
          @if (notice.kind === 'page-outdated') {
            <button type="button" class="ppf-button" (click)="reload()">{{ text('notices.reload') }}</button>
          }
        </p>
      }
    </div>
    @if (collapsed().length > 0) {
      <details>
        <summary>
          <ppf-icon [svg]="flask" [size]="16" />
          <span class="texts">{{ summary() }}</span>
          <ppf-icon class="more" [svg]="chevronDown" [size]="16" />
        </summary>
        <ul>
          @for (notice of collapsed(); track notice.kind) {
            <li>
              <strong>{{ notice.text }}</strong> {{ notice.action }}
            </li>
          }
        </ul>
      </details>
    }
  `,
  styleUrl: './system-bar.scss',
})
export class SystemBar {
  private readonly store = inject(SystemStore);
  private readonly document = inject(DOCUMENT);

  protected readonly text = text;
  protected readonly chevronDown = chevronDown;
  protected readonly flask = flask;
  protected readonly unplug = unplug;
  protected readonly urgent = computed(() => this.store.notices().filter(({ urgent }) => urgent));
  protected readonly collapsed = computed(() => this.store.notices().filter(({ urgent }) => !urgent));
  protected readonly summary = computed(() =>
    this.collapsed()
      .map(({ text }) => text)
      .join(' '),
  );

  protected reload(): void {
    this.document.location.reload();
  }
}
