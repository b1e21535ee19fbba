import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { CameraTest, PutCameraRequest, TestCameraRequest } from '@ppf/contracts';
import { settingToChange, canBeShown, plannedSteps } from '../../../pits/camera-test/camera-test-text';
import { CertificateConfirmation } from '../../../pits/camera-test/certificate-confirmation';
import { cameraRequest, splitPastedCredentials } from '../../../pits/camera/camera-entry';
import { CameraSetupStore } from '../setup/camera-setup-store';
import { CameraTestReport } from '../../../pits/camera-test/camera-test-report';
import { CameraTestRun } from '../../../pits/camera-test/camera-test-run';
import { httpCandidates } from './http-candidates';
import { JwtMode } from '../../../pits/camera/jwt-mode';
import { cameraText } from '../../../pits/camera/texts/text';
import { commonText } from '../../../texts';
import { text } from '../texts/text';

/** Tests the camera immediately. The result is kept until the answers change. */
@Component({
  selector: 'ppf-test-step',
  imports: [CameraTestReport, CertificateConfirmation],
  template: `
    <ppf-camera-test-report
      [running]="run.running()"
      [found]="run.found()"
      [failure]="run.failure()"
      [plan]="plan()"
      [canUseAddress]="true"
      (useAddress)="useAddress($event)"
    />
    @if (certificate(); as hex) {
      <ppf-certificate-confirmation
        [fingerprint]="hex"
        [before]="confirmedBefore()"
        [isMain]="failed()"
        (confirmed)="confirm($event)"
      />
    }
    @if (isReencoded()) {
      <p>{{ text('test.reEncoded') }}</p>
    }
    @if (needsReEncoding() && jwtMode.isOn()) {
      <p>{{ cameraText('jwtMode.noTranscoding') }}</p>
    }
    @if (foundByHttp(); as address) {
      <p role="status">{{ text('test.foundByHttp', { address }) }}</p>
    }
    <div class="again">
      @if (run.running()) {
        <button type="button" class="ppf-button" (click)="run.stop()">{{ text('test.stop') }}</button>
      } @else {
        @switch (settingToChange()) {
          @case ('password') {
            <button
              type="button"
              class="ppf-button ppf-button--main"
              (click)="changeRequested.emit('password')"
            >
              {{ text('test.changePassword') }}
            </button>
          }
          @case ('address') {
            <button
              type="button"
              class="ppf-button ppf-button--main"
              (click)="changeRequested.emit('address')"
            >
              {{ text('test.changeAddress') }}
            </button>
          }
          @case ('transcode') {
            <button
              type="button"
              class="ppf-button ppf-button--main"
              (click)="setup.answer({ transcode: true })"
            >
              {{ text('test.transcode') }}
            </button>
          }
        }
        <button type="button" class="ppf-button" [class.ppf-button--main]="isRetryMain()" (click)="test()">
          {{ failed() ? common('tryAgain') : text('test.again') }}
        </button>
      }
    </div>
    @if (advice(); as lines) {
      <section class="about">
        <h3>{{ text('brand.settings') }}</h3>
        <ul>
          @for (line of lines; track line) {
            <li>{{ line }}</li>
          }
        </ul>
      </section>
    }
  `,
  styleUrl: '../setup/step.scss',
})
export class TestStep {
  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** Emitted when the user goes back to change an answer. */
  readonly changeRequested = output<'address' | 'password'>();

  protected readonly setup = inject(CameraSetupStore);
  protected readonly run = inject(CameraTestRun);
  protected readonly jwtMode = inject(JwtMode);
  protected readonly plan = computed(() => plannedSteps(this.setup.request() ?? {}));
  protected readonly failed = computed(() => this.run.found()?.ok === false || this.run.failure() !== null);
  /** Whether only the encoding is unsupported, and the video is re-encoded. */
  protected readonly isReencoded = computed(
    () => this.failed() && canBeShown(this.run.found(), this.setup.entry().transcode),
  );
  private readonly fixedBy = computed(() => {
    const found = this.run.found();
    return found && !found.ok && !this.isReencoded() ? settingToChange(found) : null;
  });
  protected readonly needsReEncoding = computed(() => this.fixedBy() === 'transcode');
  protected readonly settingToChange = computed(() =>
    this.needsReEncoding() && this.jwtMode.isOn() ? null : this.fixedBy(),
  );
  protected readonly confirmedBefore = computed(() => this.setup.request()?.tls_fingerprint ?? null);
  /** The camera's certificate, while another one or none is confirmed. */
  protected readonly certificate = computed(() => {
    const shown = this.run.found()?.tls_fingerprint ?? null;
    return shown === this.setup.request()?.tls_fingerprint ? null : shown;
  });
  protected readonly isRetryMain = computed(
    () => this.failed() && !this.settingToChange() && !this.certificate() && !this.isReencoded(),
  );
  /** The settings for the brand, where the camera itself has to be changed. */
  protected readonly advice = computed(() => {
    const fault = this.run.found()?.steps.find(({ step }) => step === 'video')?.fault;
    return fault ? (this.setup.preset()?.settings ?? null) : null;
  });
  protected readonly text = text;
  protected readonly common = commonText;
  protected readonly cameraText = cameraText;

  /** URL at which MJPEG was found, because the camera doesn't support RTSP; null: none. */
  protected readonly foundByHttp = signal<string | null>(null);

  constructor() {
    if (!sameCamera(this.run.request(), this.setup.request())) queueMicrotask(() => this.test());
  }

  protected test(): void {
    const request = this.setup.request();
    if (request) void this.testWithFallback(request);
  }

  /** Takes the address of another camera or service that the camera redirects to, and tests it. */
  protected useAddress(address: string): void {
    this.setup.answer(splitPastedCredentials({ ...this.setup.entry(), connection: 'address', address }));
    this.test();
  }

  /** Tests the camera. Where it doesn't support RTSP, tries MJPEG over HTTP and takes the first address that works. */
  private async testWithFallback(request: PutCameraRequest): Promise<void> {
    const entry = this.setup.entry();
    const addresses = new Map<PutCameraRequest, string>();
    const others = (found: CameraTest): PutCameraRequest[] => {
      for (const address of httpCandidates(entry, found)) {
        const other = cameraRequest({ ...entry, connection: 'address', address }, null);
        if (other) addresses.set(other, address);
      }
      return [...addresses.keys()];
    };
    const works = await this.run.begin(this.pitId(), request, others);
    const address = works && addresses.get(works);
    if (address) this.setup.answer({ address });
    this.foundByHttp.set(address ?? null);
  }

  protected confirm(hex: string): void {
    this.setup.answer({ tlsFingerprint: hex });
    this.test();
  }
}

/** Re-encoding doesn't affect a test, which reads the camera's own video. */
function sameCamera(one: TestCameraRequest | null, other: TestCameraRequest | null): boolean {
  const tested = (request: TestCameraRequest | null): string =>
    JSON.stringify(request && { ...request, transcode: null, on_demand: null });
  return tested(one) === tested(other);
}
