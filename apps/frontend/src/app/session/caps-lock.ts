import { Directive, signal } from '@angular/core';

/** Reports whether Caps Lock is on while the user types into a field. */
@Directive({
  selector: 'input[ppfCapsLock]',
  exportAs: 'ppfCapsLock',
  host: { '(keydown)': 'update($event)', '(keyup)': 'update($event)', '(blur)': 'on.set(false)' },
})
export class CapsLock {
  /** Whether Caps Lock was on at the last key event. */
  readonly on = signal(false);

  /** Events of form fillers can lack `getModifierState`. */
  protected update(event: KeyboardEvent): void {
    this.on.set(event.getModifierState?.('CapsLock') ?? false);
  }
}
