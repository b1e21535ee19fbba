import { ComponentHarness } from '@angular/cdk/testing';

/** Test harness of `QrCode`. */
export class QrCodeHarness extends ComponentHarness {
  static readonly hostSelector = 'ppf-qr-code';

  private readonly drawing = this.locatorForOptional('svg');
  private readonly modules = this.locatorForOptional('path');

  /** Accessible name; null without a drawing. */
  async label(): Promise<string | null> {
    return (await (await this.drawing())?.getAttribute('aria-label')) ?? null;
  }

  /** The dark modules as an SVG path. */
  async path(): Promise<string | null> {
    return (await (await this.modules())?.getAttribute('d')) ?? null;
  }
}
