import { Component, computed, inject } from '@angular/core';
import type { CameraPresetName } from '@ppf/contracts';
import { type Choice, Choices } from '../../../ui/choices';
import { CameraSetupStore } from '../setup/camera-setup-store';
import { JwtMode } from '../../../pits/camera/jwt-mode';
import { cameraText } from '../../../pits/camera/texts/text';
import { commonText } from '../../../texts';
import { text } from '../texts/text';

/** Asks for the brand of the camera. */
@Component({
  selector: 'ppf-brand-step',
  imports: [Choices],
  template: `
    @if (choices(); as known) {
      <ppf-choices
        grid
        [legend]="text('question.brand')"
        [choices]="known"
        [value]="setup.entry().brand"
        (valueChange)="choose($event)"
      />
    } @else if (setup.presetsFailed()) {
      <p role="alert">
        {{ text('brand.failed', { choice: text('connection.url') }) }}
      </p>
      <button type="button" class="ppf-button again" (click)="setup.loadPresets()">
        {{ common('tryAgain') }}
      </button>
    } @else {
      <div class="skeleton" role="status">
        <span class="ppf-sr-only">{{ text('brand.loading') }}</span>
      </div>
    }
    @if (setup.preset(); as preset) {
      <section class="about">
        @if (preset.needs_transcode && jwtMode.isOn()) {
          <p>{{ cameraText('jwtMode.noTranscoding') }}</p>
        }
        <h3>{{ text('brand.settings') }}</h3>
        <ul>
          @for (line of preset.settings; track line) {
            <li>{{ line }}</li>
          }
        </ul>
        @if (preset.notes.length > 0) {
          <h3>{{ text('brand.notes') }}</h3>
          <ul>
            @for (line of preset.notes; track line) {
              <li>{{ line }}</li>
            }
          </ul>
        }
      </section>
    }
  `,
  styleUrl: '../setup/step.scss',
})
export class BrandStep {
  protected readonly setup = inject(CameraSetupStore);
  protected readonly jwtMode = inject(JwtMode);
  protected readonly text = text;
  protected readonly common = commonText;
  protected readonly cameraText = cameraText;
  protected readonly choices = computed<readonly Choice<CameraPresetName>[] | undefined>(() =>
    this.setup.presets()?.map(({ id, name }) => ({ value: id, label: name })),
  );

  /** Chooses a brand and its default user name, unless the user typed another one. */
  protected choose(brand: CameraPresetName | null): void {
    const before = this.setup.preset();
    const preset = this.setup.presets()?.find(({ id }) => id === brand);
    const typed = this.setup.entry().user;
    const user = typed === '' || typed === before?.user ? (preset?.user ?? '') : typed;
    this.setup.answer({ brand, user, transcode: preset?.needs_transcode ?? false });
  }
}
