import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CameraNotApplied as Reason, PauseReason, Pit } from '@ppf/contracts';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg';
import { Icon } from '../../ui/icon';
import { cameraText } from './texts/text';

/** Why the product paused a camera; empty where a user paused it. */
export function pauseReasonText(reason: PauseReason | null | undefined): string {
  return reason === 'redirects' ? cameraText('pausedBy.redirects') : '';
}

/**
 * Why a camera's settings are not applied, where that is why there is no video. Null while the stream is live: an earlier
 * configuration can still play.
 */
export function blockingReason(pit: Pick<Pit, 'camera' | 'stream'> | null): Reason | null {
  return pit && pit.stream.status !== 'live' ? (pit.camera?.not_applied ?? null) : null;
}

/** Explains why a camera's settings are not applied on the media server, and what to do. */
@Component({
  selector: 'ppf-camera-not-applied',
  imports: [Icon, RouterLink],
  template: `
    <ppf-icon [svg]="icon" />
    <div>
      <p>
        <strong>{{ text('notApplied.heading', { sentence: reason().sentence }) }}</strong>
      </p>
      <p>{{ reason().fix }}</p>
      @if (mayManage()) {
        <a class="ppf-button" [routerLink]="['/pits', pitId(), 'camera', 'edit']">{{
          text('notApplied.edit')
        }}</a>
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      gap: 12px;
      margin: 0 16px 16px;
      padding: 12px 16px;
      border: 1px solid var(--ppf-line);
      border-inline-start: 4px solid var(--ppf-stalled);
      border-radius: var(--ppf-radius);
      background: var(--ppf-surface);
      overflow-wrap: anywhere;
    }
    ppf-icon {
      flex: none;
      color: var(--ppf-stalled);
    }
    p {
      margin: 0 0 4px;
    }
    a {
      margin-top: 8px;
    }
  `,
  host: { role: 'alert' },
})
export class CameraNotApplied {
  readonly pitId = input.required<number>();
  readonly reason = input.required<Reason>();
  /** Whether the user may change the camera. */
  readonly mayManage = input.required<boolean>();
  protected readonly text = cameraText;
  protected readonly icon = triangleAlert;
}
