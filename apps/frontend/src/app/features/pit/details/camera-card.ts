import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Pit } from '@ppf/contracts';
import cctv from 'lucide-static/icons/cctv.svg';
import { commonText } from '../../../texts';
import { Icon } from '../../../ui/icon';
import { text } from '../texts/text';
import { CameraFacts } from '../../../pits/camera/camera-facts';
import { pitLink } from '../../../pits/pit-address';

/** The main settings of a pit's camera, and a link to its page. */
@Component({
  selector: 'ppf-camera-card',
  imports: [CameraFacts, Icon, RouterLink],
  template: `
    <h2>{{ text('camera.heading') }}</h2>
    @if (pit().camera; as camera) {
      <ppf-camera-facts [camera]="camera" [path]="pit().path" brief />
      <div class="actions">
        <a class="ppf-button" [routerLink]="pitLink(pit(), 'camera')">
          <ppf-icon [svg]="cctv" [size]="18" />{{ text(mayManage() ? 'camera.settings' : 'camera.about') }}
        </a>
      </div>
    } @else {
      <p class="ppf-muted">{{ text('camera.none') }}</p>
      @if (mayManage()) {
        <div class="actions">
          <a class="ppf-button" [routerLink]="pitLink(pit(), 'camera', 'new')">{{ common('setUpCamera') }}</a>
        </div>
      }
    }
  `,
  styleUrl: '../../../ui/card.scss',
})
export class CameraCard {
  /** The pit. */
  readonly pit = input.required<Pit>();
  /** Whether the user may change the camera. */
  readonly mayManage = input.required<boolean>();

  protected readonly text = text;
  protected readonly common = commonText;
  protected readonly pitLink = pitLink;
  protected readonly cctv = cctv;
}
