import { Component, computed, inject } from '@angular/core';
import type { CameraPresetName } from '@ppf/contracts';
import { type Choice, Choices } from '../../ui/choices';
import { CameraSetupStore } from './camera-setup-store';
import { JwtMode, NO_RE_ENCODING } from '../../pits/camera/jwt-mode';

/** Which camera is it? */
@Component({
  selector: 'ppf-brand-step',
  imports: [Choices],
  template: `
    @if (choices(); as known) {
      <ppf-choices
        grid
        legend="Which camera is it?"
        [choices]="known"
        [value]="setup.entry().brand"
        (valueChange)="choose($event)"
      />
    } @else if (setup.presetsFailed()) {
      <p role="alert">
        The list of brands cannot be loaded. Try again, or go back and choose “I have its RTSP address”: then
        no brand is needed.
      </p>
      <button type="button" class="ppf-button again" (click)="setup.loadPresets()">Try again</button>
    } @else {
      <div class="skeleton" role="status"><span class="ppf-sr-only">Loading the brands…</span></div>
    }
    @if (setup.preset(); as preset) {
      <section class="about">
        @if (preset.needs_transcode && jwtMode.isOn()) {
          <p>{{ noReEncoding }}</p>
        }
        <h3>What to set in the camera</h3>
        <ul>
          @for (line of preset.settings; track line) {
            <li>{{ line }}</li>
          }
        </ul>
        @if (preset.notes.length > 0) {
          <h3>Good to know</h3>
          <ul>
            @for (line of preset.notes; track line) {
              <li>{{ line }}</li>
            }
          </ul>
        }
      </section>
    }
  `,
  styleUrl: './step.scss',
})
export class BrandStep {
  protected readonly setup = inject(CameraSetupStore);
  protected readonly jwtMode = inject(JwtMode);
  protected readonly noReEncoding = NO_RE_ENCODING;
  protected readonly choices = computed<readonly Choice<CameraPresetName>[] | undefined>(() =>
    this.setup.presets()?.map(({ id, name }) => ({ value: id, label: name })),
  );

  /** A brand comes with its user name; one that was typed stays. */
  protected choose(brand: CameraPresetName | null): void {
    const before = this.setup.preset();
    const preset = this.setup.presets()?.find(({ id }) => id === brand);
    const typed = this.setup.entry().user;
    const user = typed === '' || typed === before?.user ? (preset?.user ?? '') : typed;
    this.setup.answer({ brand, user, transcode: preset?.needs_transcode ?? false });
  }
}
