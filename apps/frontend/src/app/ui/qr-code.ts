import { Component, input, resource } from '@angular/core';
import { text as uiText } from './texts/text';

/**
 * Light modules around the dark ones. ISO/IEC 18004 requires four. Scanners need them in front of a bright screen.
 */
const QUIET_ZONE = 4;

/** A text as a QR code, dark on light in every theme, because many scanners can't read inverted codes. */
@Component({
  selector: 'ppf-qr-code',
  template: `
    @if (drawing.hasValue()) {
      <svg
        role="img"
        [attr.aria-label]="label()"
        [attr.viewBox]="drawing.value().box"
        shape-rendering="crispEdges"
      >
        <rect width="100%" height="100%" fill="#fff" />
        <path [attr.d]="drawing.value().path" fill="#000" />
      </svg>
    } @else if (drawing.error()) {
      <p class="ppf-muted">{{ uiText('qrFailed') }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      /* Reserves the space while the encoder loads. */
      width: 100%;
      max-width: 240px;
      aspect-ratio: 1;
    }
    svg {
      display: block;
      width: 100%;
      border-radius: var(--ppf-radius);
    }
  `,
})
export class QrCode {
  /** The encoded text, up to about 2 000 characters. */
  readonly text = input.required<string>();
  /** Accessible name. It must not contain the text, which can be a secret. */
  readonly label = input.required<string>();

  protected readonly uiText = uiText;
  protected readonly drawing = resource({
    params: () => this.text(),
    loader: async ({ params }) => {
      const { encode } = await import('uqr');
      const { data, size } = encode(params, { ecc: 'M', border: QUIET_ZONE });
      return { box: `0 0 ${size} ${size}`, path: toPath(data) };
    },
  });
}

/** Builds an SVG path with one rectangle for each run of dark modules. */
function toPath(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  for (const [y, row] of rows.entries())
    for (let x = 0; x < row.length; x += 1) {
      const from = x;
      while (row[x]) x += 1;
      if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`;
    }
  return path;
}
