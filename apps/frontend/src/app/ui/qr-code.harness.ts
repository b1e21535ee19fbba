import { ComponentHarness } from '@angular/cdk/testing';

/** Looks at a QR code. */
export class QrCodeHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-qr-code';

  private readonly drawing = this.locatorForOptional('svg');
  private readonly modules = this.locatorForOptional('path');

  /** What a screen reader says of it; null while there is no drawing. */
  async label(): Promise<string | null> {
    return (await (await this.drawing())?.getAttribute('aria-label')) ?? null;
  }

  /** The dark modules as an SVG path: another text, another path. */
  async path(): Promise<string | null> {
    return (await (await this.modules())?.getAttribute('d')) ?? null;
  }
}
