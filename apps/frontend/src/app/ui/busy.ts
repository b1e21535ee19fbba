import { booleanAttribute, Directive, ElementRef, inject, input } from '@angular/core';

/**
 * Marks a button as busy: it ignores clicks but keeps the focus, which a `disabled` button loses (HTML, “focus fixup”).
 */
@Directive({
  selector: 'button[ppfBusy]',
  host: { '[attr.aria-disabled]': 'busy() || null' },
})
export class Busy {
  /** Whether the action is in progress. */
  readonly busy = input.required({ alias: 'ppfBusy', transform: booleanAttribute });

  constructor() {
    const blockClick = (event: Event): void => {
      if (!this.busy()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    // Capture phase, so that it runs before the listeners of the template.
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.addEventListener('click', blockClick, true);
  }
}
