import { Component, computed, DOCUMENT, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import chevronDown from 'lucide-static/icons/chevron-down.svg';
import flask from 'lucide-static/icons/flask-conical.svg';
import unplug from 'lucide-static/icons/unplug.svg';
import { Icon } from '../ui/icon';
import { SystemStore } from './system-store';

/** The bar at the top: a media server that does not answer, loudly; sample video and sample data, quietly. */
@Component({
  selector: 'ppf-system-bar',
  imports: [Icon, MatButton],
  host: { role: 'region', 'aria-label': 'Notices' },
  template: `
    <div role="status" class="loud">
      @for (notice of urgent(); track notice.kind) {
        <p class="urgent">
          <ppf-icon [svg]="unplug" />
          <span
            ><strong>{{ notice.text }}</strong> {{ notice.wayOut }}</span
          >
          @if (notice.kind === 'page-outdated') {
            <button type="button" mat-stroked-button (click)="loadAgain()">Load again</button>
          }
        </p>
      }
    </div>
    @if (quiet().length > 0) {
      <details>
        <summary>
          <ppf-icon [svg]="flask" [size]="16" />
          <span class="texts">{{ quietText() }}</span>
          <ppf-icon class="more" [svg]="chevronDown" [size]="16" />
        </summary>
        <ul>
          @for (notice of quiet(); track notice.kind) {
            <li>
              <strong>{{ notice.text }}</strong> {{ notice.wayOut }}
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

  protected readonly chevronDown = chevronDown;
  protected readonly flask = flask;
  protected readonly unplug = unplug;
  protected readonly urgent = computed(() => this.store.notices().filter(({ urgent }) => urgent));
  protected readonly quiet = computed(() => this.store.notices().filter(({ urgent }) => !urgent));
  protected readonly quietText = computed(() =>
    this.quiet()
      .map(({ text }) => text)
      .join(' '),
  );

  protected loadAgain(): void {
    this.document.location.reload();
  }
}
