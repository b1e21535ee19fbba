import { Component, computed, inject } from '@angular/core';
import cctv from 'lucide-static/icons/cctv.svg';
import link from 'lucide-static/icons/link.svg';
import send from 'lucide-static/icons/radio-tower.svg';
import { type Choice, Choices } from '../../ui/choices';
import type { CameraConnection } from '../../pits/camera/camera-entry';
import { CameraSetupStore } from './camera-setup-store';

const CHOICES: readonly Choice<CameraConnection>[] = [
  {
    value: 'camera',
    label: 'We fetch it from an IP camera',
    note: 'For cameras of the usual brands in the workshop’s network. You need the camera’s address, user and password.',
    svg: cctv,
  },
  {
    value: 'push',
    label: 'A camera or an encoder sends it',
    note: 'For an ESP32-CAM, OBS or FFmpeg, also from outside the network. You get an address with a key to set there.',
    svg: send,
  },
  {
    value: 'address',
    label: 'I have its RTSP address',
    note: 'Paste rtsp://…, with or without user and password. It is taken apart, and the password is kept sealed.',
    svg: link,
  },
];

/** How does the picture come? */
@Component({
  selector: 'ppf-connection-step',
  imports: [Choices],
  template: `
    <ppf-choices
      legend="How does the picture come?"
      [choices]="choices"
      [value]="setup.entry().connection"
      (valueChange)="setup.answer({ connection: $event })"
    />
    @if (replaced(); as text) {
      <p class="ppf-muted">{{ text }}</p>
    }
  `,
  styles: `
    p {
      margin-top: 16px;
    }
  `,
})
export class ConnectionStep {
  protected readonly setup = inject(CameraSetupStore);
  protected readonly choices = CHOICES;
  /** What becomes of the camera that the pit has. */
  protected readonly replaced = computed(() => {
    const camera = this.setup.camera();
    const { connection } = this.setup.entry();
    if (!camera || connection === null) return null;
    const pushes = connection === 'push';
    if (camera.kind === 'push' && !pushes)
      return 'The pit has a camera that sends by itself. Its publish key ends when you save.';
    if (camera.kind === 'pull' && pushes)
      return 'The pit has a camera that is fetched. Its address and password are deleted when you save.';
    return null;
  });
}
