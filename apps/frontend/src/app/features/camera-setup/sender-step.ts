import { Component, computed, inject, input } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { MatFormField, MatInputModule } from '@angular/material/input';
import clapperboard from 'lucide-static/icons/clapperboard.svg';
import radio from 'lucide-static/icons/radio.svg';
import microchip from 'lucide-static/icons/microchip.svg';
import terminal from 'lucide-static/icons/square-terminal.svg';
import webcam from 'lucide-static/icons/webcam.svg';
import workflow from 'lucide-static/icons/workflow.svg';
import { type Choice, Choices } from '../../ui/choices';
import type { Sender } from '../../pits/camera/camera-entry';
import { CameraSetupStore } from './camera-setup-store';
import { keyConsequence } from '../../pits/camera/consequences';
import { JwtMode, NO_ALLOW_LIST, NO_RE_ENCODING } from '../../pits/camera/jwt-mode';

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
    value: 'whip',
    label: 'A WHIP encoder',
    note: 'OBS 30, FFmpeg 8 or any encoder that publishes by WebRTC.',
    svg: radio,
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
  imports: [Choices, FormField, MatFormField, MatInputModule],
  template: `
    <ppf-choices
      legend="What sends the picture?"
      [choices]="choices()"
      [value]="setup.entry().sender"
      (valueChange)="choose($event)"
    />
    @if (jwtMode.isOn()) {
      <p class="ppf-muted what">{{ noReEncoding }}</p>
    }
    <details>
      <summary>Advanced</summary>
      @if (offersReEncoding()) {
        <label class="check">
          <input type="checkbox" [formField]="form.transcode" />
          <span>
            Re-encode to H.264 here, for MJPEG, H.265 and B-frames (an ESP32-CAM sends MJPEG, which no browser
            shows live)
          </span>
        </label>
      }
      @if (setup.entry().transcode) {
        <label class="check">
          <input type="checkbox" [formField]="form.onDemand" />
          <span
            >Re-encode only while somebody watches (saves a processor core; the picture takes longer to
            come)</span
          >
        </label>
      }
      <label class="check">
        <input type="checkbox" [formField]="form.sub" />
        <span>It also sends a second, smaller stream, for where the picture is small</span>
      </label>
      @if (jwtMode.isOn()) {
        <p class="ppf-muted">{{ noAllowList }}</p>
      }
      @if (offersAllowList()) {
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>Addresses that may send without the key</mat-label>
          <input
            matInput
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            [formField]="form.allowList"
          />
          <mat-hint>
            For cameras that cannot sign in: 192.168.2.9 or 192.168.2.0/24, with spaces between. Whoever has
            such an address can send.
          </mat-hint>
        </mat-form-field>
      }
      @if (allowListFault(); as text) {
        <p class="failure" role="alert">Addresses: {{ text }}</p>
      }
    </details>
    <p class="ppf-muted what">{{ consequence() }}</p>
  `,
  styleUrl: './step.scss',
})
export class SenderStep {
  /** How many watch the pit now. */
  readonly watching = input.required<number>();

  protected readonly setup = inject(CameraSetupStore);
  protected readonly form = form(this.setup.entry);
  protected readonly jwtMode = inject(JwtMode);
  protected readonly choices = computed(() =>
    this.jwtMode.isOn() ? CHOICES.filter(({ value }) => value !== 'esp32-cam') : CHOICES,
  );
  /** What is set from before can be taken away. */
  protected readonly offersReEncoding = computed(() => !this.jwtMode.isOn() || this.setup.entry().transcode);
  protected readonly offersAllowList = computed(
    () => !this.jwtMode.isOn() || this.setup.entry().allowList !== '',
  );
  protected readonly allowListFault = computed(() => {
    const fault = this.setup.fault();
    return fault?.field === 'allowList' ? fault.text : null;
  });
  protected readonly consequence = computed(() =>
    this.setup.saved() && this.setup.camera()?.has_publish_key
      ? 'The key that it has stays as it is.'
      : keyConsequence(this.setup.camera(), this.watching()),
  );

  protected readonly noReEncoding = NO_RE_ENCODING;
  protected readonly noAllowList = NO_ALLOW_LIST;

  /** An ESP32-CAM has no H.264 encoder. */
  protected choose(sender: Sender | null): void {
    this.setup.answer({ sender, transcode: sender === 'esp32-cam' });
  }
}
