import { Component, computed, inject, input } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';

/** An outline icon in the text's colour. Decoration only: whoever uses it also says it in words. */
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

  /** The SVG's text, imported from `lucide-static/icons/*.svg`: part of the build, so it is trusted as it is. */
  readonly svg = input.required<string>();

  /** Edge in pixels. */
  readonly size = input(20);

  protected readonly markup = computed(() =>
    this.sanitizer.bypassSecurityTrustHtml(
      this.svg()
        .replace(/<!--[^]*?-->/, '')
        .replace('<svg', '<svg style="width:100%;height:100%"'),
    ),
  );
}
