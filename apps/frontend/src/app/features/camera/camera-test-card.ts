import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Camera } from '@ppf/contracts';
import activity from 'lucide-static/icons/activity.svg';
import { CamerasApi } from '../../api/cameras-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Icon } from '../../ui/icon';
import { CameraTestReport } from '../../pits/camera-test/camera-test-report';
import { CameraTestRun } from '../../pits/camera-test/camera-test-run';
import { answerToChange, plannedSteps } from '../../pits/camera-test/camera-test-text';
import { CertificateConfirmation } from '../../pits/camera-test/certificate-confirmation';
import { JwtMode, NO_RE_ENCODING } from '../../pits/camera/jwt-mode';
import { cameraRequest, entryOf } from '../../pits/camera/camera-entry';

const CHANGES = {
  password: 'Change user or password',
  address: 'Change the address',
  transcode: 'Have it re-encoded here',
};

/** Tests the camera that a pit has, when asked, and leads to the answer that would mend it. */
@Component({
  selector: 'ppf-camera-test-card',
  imports: [CameraTestReport, CertificateConfirmation, Icon, RouterLink],
  providers: [CameraTestRun, JwtMode],
  template: `
    <h2>Test</h2>
    @if (!run.running() && !run.found() && !run.failure()) {
      <p class="ppf-muted">
        {{
          camera().kind === 'pull'
            ? 'Connects to the camera, signs in, watches a few seconds, and says what works and what does not.'
            : 'Checks whether video arrives, who was refused, and whether the video can be shown.'
        }}
      </p>
    } @else {
      <ppf-camera-test-report
        [running]="run.running()"
        [found]="run.found()"
        [failure]="run.failure()"
        [plan]="plan()"
        [playing]="playing()"
      />
    }
    @if (certificate(); as hex) {
      <ppf-certificate-confirmation
        [fingerprint]="hex"
        [before]="camera().tls_fingerprint"
        [isBusy]="isSaving()"
        [failure]="failure()"
        (confirmed)="confirm($event)"
      />
    }
    @if (needsReEncoding() && jwtMode.isOn()) {
      <p>{{ noReEncoding }}</p>
    }
    <div class="actions">
      @if (run.running()) {
        <button type="button" class="ppf-button" (click)="run.stop()">Stop the test</button>
      } @else {
        @if (toChange(); as answer) {
          <a
            class="ppf-button ppf-button--main"
            routerLink="edit"
            [queryParams]="{ step: camera().kind === 'push' ? 'sender' : 'address' }"
          >
            {{ changes[answer] }}
          </a>
        }
        <button type="button" class="ppf-button" (click)="test()">
          <ppf-icon [svg]="activity" [size]="18" />{{ run.found() ? 'Test again' : 'Test now' }}
        </button>
      }
    </div>
  `,
  styleUrl: '../../ui/card.scss',
})
export class CameraTestCard {
  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** Its camera. */
  readonly camera = input.required<Camera>();
  /** Whether its picture plays on the page. */
  readonly playing = input(false);

  /** The camera was saved with another certificate. */
  readonly changed = output();

  private readonly cameras = inject(CamerasApi);
  protected readonly run = inject(CameraTestRun);
  protected readonly jwtMode = inject(JwtMode);
  protected readonly isSaving = signal(false);
  /** Why the certificate was not saved. */
  protected readonly failure = signal<string | null>(null);
  /** The certificate that the test met, while another or none is confirmed. */
  protected readonly certificate = computed(() => {
    const met = this.run.found()?.ok === false ? this.run.found()?.tls_fingerprint : null;
    return met && met !== this.camera().tls_fingerprint ? met : null;
  });
  protected readonly plan = computed(() => plannedSteps(this.camera()));
  private readonly mending = computed(() => {
    const found = this.run.found();
    const answer = found && !found.ok ? answerToChange(found) : null;
    return answer === 'transcode' && this.camera().transcode ? null : answer;
  });
  protected readonly needsReEncoding = computed(() => this.mending() === 'transcode');
  protected readonly toChange = computed(() =>
    this.needsReEncoding() && this.jwtMode.isOn() ? null : this.mending(),
  );
  protected readonly noReEncoding = NO_RE_ENCODING;
  protected readonly changes = CHANGES;
  protected readonly activity = activity;

  protected async confirm(tlsFingerprint: string): Promise<void> {
    const request = cameraRequest({ ...entryOf(this.camera()), tlsFingerprint }, null);
    if (!request) return;
    this.isSaving.set(true);
    this.failure.set(null);
    try {
      await this.cameras.put(this.pitId(), request);
      this.changed.emit();
      this.test();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.isSaving.set(false);
    }
  }

  protected test(): void {
    void this.run.begin(this.pitId(), {});
  }
}
