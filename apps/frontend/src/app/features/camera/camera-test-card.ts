import { Component, computed, inject, input, output, signal } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { Camera } from '@ppf/contracts';
import activity from 'lucide-static/icons/activity.svg';
import { CamerasApi } from '../../api/cameras-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Icon } from '../../ui/icon';
import { CameraTestReport } from '../../pits/camera-test/camera-test-report';
import { CameraTestRun } from '../../pits/camera-test/camera-test-run';
import { plannedSteps, type SettingToChange, settingToChange } from '../../pits/camera-test/camera-test-text';
import { CertificateConfirmation } from '../../pits/camera-test/certificate-confirmation';
import { JwtMode } from '../../pits/camera/jwt-mode';
import { cameraRequest, entryOf } from '../../pits/camera/camera-entry';
import { cameraText } from '../../pits/camera/texts/text';
import { text } from './texts/text';

/** Tests the camera of a pit on request, and links to the setting that fixes a failed test. */
@Component({
  selector: 'ppf-camera-test-card',
  imports: [CameraTestReport, CertificateConfirmation, Icon, RouterLink],
  providers: [CameraTestRun, JwtMode],
  template: `
    <h2>{{ text('test.heading') }}</h2>
    @if (!run.running() && !run.found() && !run.failure()) {
      <p class="ppf-muted">{{ text(camera().kind === 'pull' ? 'test.pull' : 'test.push') }}</p>
    } @else {
      <ppf-camera-test-report
        [running]="run.running()"
        [found]="run.found()"
        [failure]="run.failure()"
        [plan]="plan()"
        [playing]="playing()"
        [canUseAddress]="true"
        (useAddress)="useAddress($event)"
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
      <p>{{ cameraText('jwtMode.noTranscoding') }}</p>
    }
    <div class="actions">
      @if (run.running()) {
        <button type="button" class="ppf-button" (click)="run.stop()">{{ text('test.stop') }}</button>
      } @else {
        @if (settingToChange(); as setting) {
          <a
            class="ppf-button ppf-button--main"
            routerLink="edit"
            [queryParams]="{ step: camera().kind === 'push' ? 'publisher' : 'address' }"
          >
            {{ changeText(setting) }}
          </a>
        }
        <button type="button" class="ppf-button" (click)="test()">
          <ppf-icon [svg]="activity" [size]="18" />{{ text(run.found() ? 'test.again' : 'test.start') }}
        </button>
      }
    </div>
  `,
  styleUrl: '../../ui/card.scss',
})
export class CameraTestCard {
  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** The camera of the pit. */
  readonly camera = input.required<Camera>();
  /** Whether its video plays on the page. */
  readonly playing = input(false);

  /** The camera was saved with a newly confirmed certificate. */
  readonly changed = output();

  private readonly cameras = inject(CamerasApi);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  protected readonly run = inject(CameraTestRun);
  protected readonly jwtMode = inject(JwtMode);
  protected readonly isSaving = signal(false);
  /** Why saving the certificate failed. */
  protected readonly failure = signal<string | null>(null);
  /** The certificate that the test received, while another one or none is confirmed. */
  protected readonly certificate = computed(() => {
    const received = this.run.found()?.ok === false ? this.run.found()?.tls_fingerprint : null;
    return received && received !== this.camera().tls_fingerprint ? received : null;
  });
  protected readonly plan = computed(() => plannedSteps(this.camera()));
  private readonly fixedBy = computed(() => {
    const found = this.run.found();
    const setting = found && !found.ok ? settingToChange(found) : null;
    return setting === 'transcode' && this.camera().transcode ? null : setting;
  });
  protected readonly needsReEncoding = computed(() => this.fixedBy() === 'transcode');
  protected readonly settingToChange = computed(() =>
    this.needsReEncoding() && this.jwtMode.isOn() ? null : this.fixedBy(),
  );
  protected readonly text = text;
  protected readonly changeText = (setting: SettingToChange): string => text(`test.change.${setting}`);
  protected readonly cameraText = cameraText;
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

  /** Opens the setup with another address. */
  protected async useAddress(address: string): Promise<void> {
    const queryParams = { step: 'address', address };
    await this.router.navigate(['edit'], { relativeTo: this.route, queryParams });
  }

  protected test(): void {
    void this.run.begin(this.pitId(), {});
  }
}
