import { Component, input, resource } from '@angular/core';

/**
 * Light modules around the dark ones. ISO/IEC 18004 asks for four; readers that stand before a bright screen need them.
 */
const QUIET_ZONE = 4;

/** A text as a QR code, dark on light under every theme: many readers cannot read the other way round. */
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
      <p class="ppf-muted">The QR code cannot be drawn. Copy the text instead.</p>
    }
  `,
  styles: `
    :host {
      display: block;
      /* Its room is kept while the code that draws it is loaded. */
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
  /** What it holds, up to about 2 000 characters. */
  readonly text = input.required<string>();
  /** What it is, for screen readers. Not the text: it may be a secret. */
  readonly label = input.required<string>();

  protected readonly drawing = resource({
    params: () => this.text(),
    loader: async ({ params }) => {
      const { encode } = await import('uqr');
      const { data, size } = encode(params, { ecc: 'M', border: QUIET_ZONE });
      return { box: `0 0 ${size} ${size}`, path: pathOf(data) };
    },
  });
}

/** One run of dark modules after the other, as an SVG path. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  for (const [y, row] of rows.entries())
    for (let x = 0; x < row.length; x += 1) {
      const from = x;
      while (row[x]) x += 1;
      if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`;
    }
  return path;
}
