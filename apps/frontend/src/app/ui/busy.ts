import { booleanAttribute, Directive, ElementRef, inject, input } from '@angular/core';

/**
 * A button whose work is being done: it says so, and takes no press. The keyboard stays on it, which a `disabled` button
 * loses (HTML, “focus fixup”).
 */
@Directive({
  selector: 'button[ppfBusy]',
  host: { '[attr.aria-disabled]': 'busy() || null' },
})
export class Busy {
  /** Whether the work is being done. */
  readonly busy = input.required({ alias: 'ppfBusy', transform: booleanAttribute });

  constructor() {
    const hold = (event: Event): void => {
      if (!this.busy()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    // Before what the template listens with.
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.addEventListener('click', hold, true);
  }
}
