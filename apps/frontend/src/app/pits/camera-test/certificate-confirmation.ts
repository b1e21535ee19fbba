import { Component, computed, input, output } from '@angular/core';
import { cameraText } from '../camera/texts/text';
import { fingerprintText } from '../camera/fingerprint-text';

/** Shows a camera's certificate and asks the user to confirm it. No credentials are sent to the camera before that. */
@Component({
  selector: 'ppf-certificate-confirmation',
  template: `
    <h3 id="certificate">{{ heading() }}</h3>
    <p class="fingerprint">
      <span class="ppf-sr-only">{{ text('test.certificate.fingerprint') }} </span>{{ shown() }}
    </p>
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
      {{ text('test.certificate.confirm') }}
    </button>
  `,
  styleUrl: './certificate-confirmation.scss',
  host: { role: 'group', 'aria-labelledby': 'certificate' },
})
export class CertificateConfirmation {
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint = input.required<string>();
  /** SHA-256 of the certificate that was confirmed before; null: none. */
  readonly before = input<string | null>(null);
  readonly isMain = input(true);
  readonly isBusy = input(false);
  /** Why saving failed; null: it did not fail. */
  readonly failure = input<string | null>(null);
  /** Emits the confirmed fingerprint. */
  readonly confirmed = output<string>();

  protected readonly text = cameraText;
  protected readonly shown = computed(() => fingerprintText(this.fingerprint()));
  protected readonly heading = computed(() =>
    cameraText(this.before() === null ? 'test.certificate.new' : 'test.certificate.changed'),
  );
  protected readonly advice = computed(() =>
    cameraText(this.before() === null ? 'test.certificate.compare' : 'test.certificate.warning'),
  );
}
