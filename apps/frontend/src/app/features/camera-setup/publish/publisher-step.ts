import { Component, computed, inject, input } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { Publisher } from '../../../pits/camera/camera-entry';
import { keyConsequence } from '../../../pits/camera/consequences';
import { JwtMode } from '../../../pits/camera/jwt-mode';
import { cameraText } from '../../../pits/camera/texts/text';
import { Choices } from '../../../ui/choices';
import { CameraSetupStore } from '../setup/camera-setup-store';
import { publisherChoices } from './publisher-choices';
import { text } from '../texts/text';

/** Asks what publishes the video. */
@Component({
  selector: 'ppf-publisher-step',
  imports: [Choices, FormField, MatFormField, MatInputModule],
  template: `
    <ppf-choices
      [legend]="text('question.publisher')"
      [choices]="choices()"
      [value]="setup.entry().publisher"
      (valueChange)="choose($event)"
    />
    @if (jwtMode.isOn()) {
      <p class="ppf-muted what">{{ cameraText('jwtMode.noTranscoding') }}</p>
    }
    <details>
      <summary>{{ text('publisher.advanced') }}</summary>
      @if (offersTranscoding()) {
        <label class="check">
          <input type="checkbox" [formField]="form.transcode" />
          <span>{{ text('publisher.transcode') }}</span>
        </label>
      }
      @if (setup.entry().transcode) {
        <label class="check">
          <input type="checkbox" [formField]="form.onDemand" />
          <span>{{ text('publisher.onDemand') }}</span>
        </label>
      }
      <label class="check">
        <input type="checkbox" [formField]="form.sub" />
        <span>{{ text('publisher.sub') }}</span>
      </label>
      @if (jwtMode.isOn()) {
        <p class="ppf-muted">{{ cameraText('jwtMode.noAllowList') }}</p>
      }
      @if (offersAllowList()) {
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ text('publisher.allowList') }}</mat-label>
          <input
            matInput
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            [formField]="form.allowList"
          />
          <mat-hint>{{ text('publisher.allowListHint') }}</mat-hint>
        </mat-form-field>
      }
      @if (allowListError(); as fault) {
        <p class="failure" role="alert">{{ text('publisher.allowListError', { fault }) }}</p>
      }
    </details>
    <p class="ppf-muted what">{{ consequence() }}</p>
  `,
  styleUrl: '../setup/step.scss',
})
export class PublisherStep {
  /** Number of viewers of the pit. */
  readonly viewers = input.required<number>();

  protected readonly setup = inject(CameraSetupStore);
  protected readonly form = form(this.setup.entry);
  protected readonly jwtMode = inject(JwtMode);
  protected readonly text = text;
  protected readonly cameraText = cameraText;
  protected readonly choices = computed(() => publisherChoices(this.jwtMode.isOn()));
  /** A setting that was made earlier can be cleared in JWT mode. */
  protected readonly offersTranscoding = computed(() => !this.jwtMode.isOn() || this.setup.entry().transcode);
  protected readonly offersAllowList = computed(
    () => !this.jwtMode.isOn() || this.setup.entry().allowList !== '',
  );
  protected readonly allowListError = computed(() => {
    const error = this.setup.error();
    return error?.field === 'allowList' ? error.text : null;
  });
  protected readonly consequence = computed(() =>
    this.setup.saved() && this.setup.camera()?.has_publish_key
      ? text('publisher.keepsKey')
      : keyConsequence(this.setup.camera(), this.viewers()),
  );

  /** Chooses a publisher. An ESP32-CAM has no H.264 encoder, so its video is re-encoded. */
  protected choose(publisher: Publisher | null): void {
    this.setup.answer({ publisher, transcode: publisher === 'esp32-cam' });
  }
}
