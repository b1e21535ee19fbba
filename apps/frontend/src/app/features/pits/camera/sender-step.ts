import { Component, computed, inject, input } from '@angular/core';
import clapperboard from 'lucide-static/icons/clapperboard.svg';
import microchip from 'lucide-static/icons/microchip.svg';
import terminal from 'lucide-static/icons/square-terminal.svg';
import webcam from 'lucide-static/icons/webcam.svg';
import workflow from 'lucide-static/icons/workflow.svg';
import { type Choice, Choices } from '../../../ui/choices';
import type { Sender } from './camera-entry';
import { CameraSetupStore } from './camera-setup-store';
import { keyConsequence } from './consequences';

const CHOICES: readonly Choice<Sender>[] = [
  { value: 'esp32-cam', label: 'ESP32-CAM', note: 'A small camera board with Wi-Fi.', svg: microchip },
  { value: 'ffmpeg', label: 'FFmpeg', note: 'A command on a computer with a USB camera.', svg: terminal },
  { value: 'obs', label: 'OBS Studio', note: 'The recording program on a computer.', svg: clapperboard },
  {
    value: 'gstreamer',
    label: 'GStreamer',
    note: 'A pipeline, on a Raspberry Pi for instance.',
    svg: workflow,
  },
  {
    value: 'other',
    label: 'Another camera or encoder',
    note: 'What can publish RTSP by itself.',
    svg: webcam,
  },
];

/** What sends the picture? */
@Component({
  selector: 'ppf-sender-step',
  imports: [Choices],
  template: `
    <ppf-choices
      legend="What sends the picture?"
      [choices]="choices"
      [value]="setup.entry().sender"
      (valueChange)="setup.answer({ sender: $event })"
    />
    <p class="ppf-muted">{{ consequence() }}</p>
  `,
  styles: `
    p {
      margin-top: 16px;
    }
  `,
})
export class SenderStep {
  /** How many watch the pit now. */
  readonly watching = input.required<number>();

  protected readonly setup = inject(CameraSetupStore);
  protected readonly choices = CHOICES;
  protected readonly consequence = computed(() =>
    this.setup.saved() && this.setup.camera()?.has_publish_key
      ? 'The key that it has stays as it is.'
      : keyConsequence(this.setup.camera(), this.watching()),
  );
}
