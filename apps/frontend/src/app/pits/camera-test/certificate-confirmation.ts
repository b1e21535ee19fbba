import { Component, computed, input, output } from '@angular/core';
import { fingerprintText } from './camera-test-text';

/** Shows the certificate of a camera, and asks whether it is the right one. Nothing is sent to the camera before that. */
@Component({
  selector: 'ppf-certificate-confirmation',
  template: `
    <h3 id="certificate">{{ heading() }}</h3>
    <p class="fingerprint"><span class="ppf-sr-only">SHA-256 fingerprint: </span>{{ text() }}</p>
    <p>{{ advice() }}</p>
    @if (failure(); as reason) {
      <p class="failure" role="alert">{{ reason }}</p>
    }
    <button
      type="button"
      class="ppf-button"
      [class.ppf-button--main]="isMain()"
      [disabled]="isBusy()"
      (click)="confirmed.emit(fingerprint())"
    >
      Confirm certificate
    </button>
  `,
  styleUrl: './certificate-confirmation.scss',
  host: { role: 'group', 'aria-labelledby': 'certificate' },
})
export class CertificateConfirmation {
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint = input.required<string>();
  /** SHA-256 of the certificate that was confirmed before; null: none was. */
  readonly before = input<string | null>(null);
  readonly isMain = input(true);
  readonly isBusy = input(false);
  /** Why it was not saved; null: nothing failed. */
  readonly failure = input<string | null>(null);
  /** The fingerprint that is confirmed. */
  readonly confirmed = output<string>();

  protected readonly text = computed(() => fingerprintText(this.fingerprint()));
  protected readonly heading = computed(() =>
    this.before() === null ? 'Certificate of the camera' : 'The camera shows another certificate',
  );
  protected readonly advice = computed(() =>
    this.before() === null
      ? 'Compare this fingerprint with the one in the camera’s own settings. Confirm it if they are the same.'
      : 'Confirm it only if the camera was reset or replaced. Otherwise another device answers at this address.',
  );
}
