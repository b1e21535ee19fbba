import { Component, computed, inject } from '@angular/core';
import cctv from 'lucide-static/icons/cctv.svg';
import link from 'lucide-static/icons/link.svg';
import radioTower from 'lucide-static/icons/radio-tower.svg';
import type { CameraConnection } from '../../pits/camera/camera-entry';
import { type Choice, Choices } from '../../ui/choices';
import { CameraSetupStore } from './setup/camera-setup-store';
import { text } from './texts/text';

/** Asks how the camera is connected. */
@Component({
  selector: 'ppf-connection-step',
  imports: [Choices],
  template: `
    <ppf-choices
      [legend]="text('question.connection')"
      [choices]="choices()"
      [value]="setup.entry().connection"
      (valueChange)="setup.answer({ connection: $event })"
    />
    @if (consequence(); as sentence) {
      <p class="ppf-muted">{{ sentence }}</p>
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
  protected readonly text = text;
  protected readonly choices = computed<readonly Choice<CameraConnection>[]>(() => [
    { value: 'camera', label: text('connection.pull'), note: text('connection.pullNote'), svg: cctv },
    { value: 'push', label: text('connection.push'), note: text('connection.pushNote'), svg: radioTower },
    { value: 'address', label: text('connection.url'), note: text('connection.urlNote'), svg: link },
  ]);
  /** What saving does to the current camera of the pit; null: nothing to mention. */
  protected readonly consequence = computed(() => {
    const camera = this.setup.camera();
    const { connection } = this.setup.entry();
    if (!camera || connection === null) return null;
    const publishes = connection === 'push';
    if (camera.kind === 'push' && !publishes) return text('connection.endsKey');
    if (camera.kind === 'pull' && publishes) return text('connection.deletesAddress');
    return null;
  });
}
