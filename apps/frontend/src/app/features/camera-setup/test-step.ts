import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { CameraTest, PutCameraRequest, TestCameraRequest } from '@ppf/contracts';
import { answerToChange, canBeShown, plannedSteps } from '../../pits/camera-test/camera-test-text';
import { CertificateConfirmation } from '../../pits/camera-test/certificate-confirmation';
import { cameraRequest } from '../../pits/camera/camera-entry';
import { CameraSetupStore } from './camera-setup-store';
import { CameraTestReport } from '../../pits/camera-test/camera-test-report';
import { CameraTestRun } from '../../pits/camera-test/camera-test-run';
import { httpCandidates } from './http-camera';
import { JwtMode, NO_RE_ENCODING } from '../../pits/camera/jwt-mode';

/** Can the camera be seen? Tested at once; what was found stays until something else is asked for. */
@Component({
  selector: 'ppf-test-step',
  imports: [CameraTestReport, CertificateConfirmation],
  template: `
    <ppf-camera-test-report
      [running]="run.running()"
      [found]="run.found()"
      [failure]="run.failure()"
      [plan]="plan()"
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
      <p>The camera’s video cannot be shown as it is. It is re-encoded to H.264 here: save it, and see.</p>
    }
    @if (needsReEncoding() && jwtMode.isOn()) {
      <p>{{ noReEncoding }}</p>
    }
    @if (foundByHttp(); as address) {
      <p role="status">
        The camera speaks no RTSP there. It sends Motion JPEG over HTTP at {{ address }}, and is transcoded to
        H.264 here.
      </p>
    }
    <div class="again">
      @if (run.running()) {
        <button type="button" class="ppf-button" (click)="run.stop()">Stop the test</button>
      } @else {
        @switch (toChange()) {
          @case ('password') {
            <button type="button" class="ppf-button ppf-button--main" (click)="wantsChange.emit('password')">
              Change user or password
            </button>
          }
          @case ('address') {
            <button type="button" class="ppf-button ppf-button--main" (click)="wantsChange.emit('address')">
              Change the address
            </button>
          }
          @case ('transcode') {
            <button
              type="button"
              class="ppf-button ppf-button--main"
              (click)="setup.answer({ transcode: true })"
            >
              Re-encode it here
            </button>
          }
        }
        <button type="button" class="ppf-button" [class.ppf-button--main]="againIsMain()" (click)="test()">
          {{ failed() ? 'Try again' : 'Test again' }}
        </button>
      }
    </div>
    @if (advice(); as lines) {
      <section class="about">
        <h3>What to set in the camera</h3>
        <ul>
          @for (line of lines; track line) {
            <li>{{ line }}</li>
          }
        </ul>
      </section>
    }
  `,
  styleUrl: './step.scss',
})
export class TestStep {
  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** The answer that is to be changed. */
  readonly wantsChange = output<'address' | 'password'>();

  protected readonly setup = inject(CameraSetupStore);
  protected readonly run = inject(CameraTestRun);
  protected readonly jwtMode = inject(JwtMode);
  protected readonly plan = computed(() => plannedSteps(this.setup.request() ?? {}));
  protected readonly failed = computed(() => this.run.found()?.ok === false || this.run.failure() !== null);
  /** Only the coding is in the way, and that is seen to. */
  protected readonly isReencoded = computed(
    () => this.failed() && canBeShown(this.run.found(), this.setup.entry().transcode),
  );
  private readonly mending = computed(() => {
    const found = this.run.found();
    return found && !found.ok && !this.isReencoded() ? answerToChange(found) : null;
  });
  protected readonly needsReEncoding = computed(() => this.mending() === 'transcode');
  protected readonly toChange = computed(() =>
    this.needsReEncoding() && this.jwtMode.isOn() ? null : this.mending(),
  );
  protected readonly confirmedBefore = computed(() => this.setup.request()?.tls_fingerprint ?? null);
  /** The camera's certificate, while another or none is confirmed. */
  protected readonly certificate = computed(() => {
    const shown = this.run.found()?.tls_fingerprint ?? null;
    return shown === this.setup.request()?.tls_fingerprint ? null : shown;
  });
  protected readonly againIsMain = computed(
    () => this.failed() && !this.toChange() && !this.certificate() && !this.isReencoded(),
  );
  /** The brand's own words, where the camera itself has to be set. */
  protected readonly advice = computed(() => {
    const fault = this.run.found()?.steps.find(({ step }) => step === 'video')?.fault;
    return fault ? (this.setup.preset()?.settings ?? null) : null;
  });
  protected readonly noReEncoding = NO_RE_ENCODING;

  /** Where the camera was found, since it speaks no RTSP where it was looked for; null: it was not. */
  protected readonly foundByHttp = signal<string | null>(null);

  constructor() {
    if (!sameCamera(this.run.request(), this.setup.request())) queueMicrotask(() => this.test());
  }

  protected test(): void {
    const request = this.setup.request();
    if (request) void this.begin(request);
  }

  /** A camera that speaks no RTSP may be one that sends Motion JPEG over HTTP: then that address is taken. */
  private async begin(request: PutCameraRequest): Promise<void> {
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

/** What is re-encoded is tested as it comes from the camera: that answer changes nothing in a test. */
function sameCamera(one: TestCameraRequest | null, other: TestCameraRequest | null): boolean {
  const asked = (request: TestCameraRequest | null): string =>
    JSON.stringify(request && { ...request, transcode: null, on_demand: null });
  return asked(one) === asked(other);
}
