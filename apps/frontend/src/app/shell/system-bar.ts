import { Component, computed, inject, signal } from '@angular/core';
import flask from 'lucide-static/icons/flask-conical.svg';
import unplug from 'lucide-static/icons/unplug.svg';
import close from 'lucide-static/icons/x.svg';
import { Icon } from '../ui/icon';
import type { SystemNotice } from './system-notices';
import { SystemStore } from './system-store';

/** The quiet bar at the top: sample video, sample data, or a media server that does not answer; each with its way out. */
@Component({
  selector: 'ppf-system-bar',
  imports: [Icon],
  template: `
    <div role="status">
      @for (notice of shown(); track notice.kind) {
        <div class="notice" [class.bad]="notice.kind === 'media-server-unreachable'">
          <ppf-icon [svg]="notice.kind === 'media-server-unreachable' ? unplug : flask" [size]="16" />
          <p>
            <strong>{{ notice.text }}</strong>
            <span class="way-out">{{ ' ' + notice.wayOut }}</span>
          </p>
          @if (notice.kind !== 'media-server-unreachable') {
            <button
              type="button"
              class="ppf-button ppf-button--quiet ppf-button--icon"
              [attr.aria-label]="'Hide: ' + notice.text"
              (click)="hide(notice)"
            >
              <ppf-icon [svg]="close" [size]="16" />
            </button>
          }
        </div>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .notice {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 32px;
      padding: 0 4px 0 16px;
      border-bottom: 1px solid var(--ppf-line);
      background: color-mix(in srgb, var(--ppf-accent) 8%, var(--ppf-surface));
      font-size: 12px;
      line-height: 16px;
    }
    .bad {
      padding: 8px 16px;
      background: color-mix(in srgb, var(--ppf-danger) 14%, var(--ppf-surface));
    }
    .bad ppf-icon {
      color: var(--ppf-danger);
    }
    p {
      flex: 1;
      padding: 6px 0;
    }
    strong {
      font-weight: 600;
    }
    .way-out {
      color: var(--ppf-text-muted);
    }
    button {
      min-height: 36px;
      margin: -4px 0;
    }
  `,
})
export class SystemBar {
  private readonly store = inject(SystemStore);
  private readonly hidden = signal<ReadonlySet<SystemNotice['kind']>>(new Set());

  protected readonly flask = flask;
  protected readonly unplug = unplug;
  protected readonly close = close;
  protected readonly shown = computed(() =>
    this.store.notices().filter(({ kind }) => !this.hidden().has(kind)),
  );

  /** Until the next reload: what is not real should not be forgotten for good. */
  protected hide(notice: SystemNotice): void {
    this.hidden.update((kinds) => new Set(kinds).add(notice.kind));
  }
}
