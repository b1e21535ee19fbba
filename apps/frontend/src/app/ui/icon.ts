import { Component, computed, inject, input } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';

/** An outline icon in the text colour. Decorative: the same information must be available as text. */
@Component({
  selector: 'ppf-icon',
  template: '',
  host: { 'aria-hidden': 'true', '[innerHTML]': 'markup()', '[style.--size.px]': 'size()' },
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      width: var(--size);
      height: var(--size);
    }
  `,
})
export class Icon {
  private readonly sanitizer = inject(DomSanitizer);

  /** SVG source, imported from `lucide-static/icons/*.svg`. It is part of the build and therefore trusted. */
  readonly svg = input.required<string>();

  /** Edge length in CSS pixels. */
  readonly size = input(20);

  protected readonly markup = computed(() =>
    this.sanitizer.bypassSecurityTrustHtml(
      this.svg()
        .replace(/<!--[^]*?-->/, '')
        .replace('<svg', '<svg style="width:100%;height:100%"'),
    ),
  );
}
