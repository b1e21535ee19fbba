import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Pit } from '@ppf/contracts';
import cctv from 'lucide-static/icons/cctv.svg';
import { Icon } from '../../ui/icon';
import { CameraFacts } from '../../pits/camera/camera-facts';
import { pitLink } from '../../pits/pit-address';

/** A pit's camera in a few lines, and the way to its page. */
@Component({
  selector: 'ppf-camera-card',
  imports: [CameraFacts, Icon, RouterLink],
  template: `
    <h2>Camera</h2>
    @if (pit().camera; as camera) {
      <ppf-camera-facts [camera]="camera" [path]="pit().path" brief />
      <div class="actions">
        <a class="ppf-button" [routerLink]="pitLink(pit(), 'camera')">
          <ppf-icon [svg]="cctv" [size]="18" />{{ mayManage() ? 'Camera settings' : 'About the camera' }}
        </a>
      </div>
    } @else {
      <p class="ppf-muted">This pit has no camera yet.</p>
      @if (mayManage()) {
        <div class="actions">
          <a class="ppf-button" [routerLink]="pitLink(pit(), 'camera', 'new')">Set up the camera</a>
        </div>
      }
    }
  `,
  styleUrl: '../../ui/card.scss',
})
export class CameraCard {
  /** The pit. */
  readonly pit = input.required<Pit>();
  /** Whether the person may change it. */
  readonly mayManage = input.required<boolean>();

  protected readonly pitLink = pitLink;
  protected readonly cctv = cctv;
}
