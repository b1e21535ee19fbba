import { Directive, signal } from '@angular/core';

/** Tells whether Caps Lock is on while one types into a field. */
@Directive({
  selector: 'input[ppfCapsLock]',
  exportAs: 'ppfCapsLock',
  host: { '(keydown)': 'look($event)', '(keyup)': 'look($event)', '(blur)': 'on.set(false)' },
})
export class CapsLock {
  /** Whether it is on, as far as the last key told. */
  readonly on = signal(false);

  /** Some events of form fillers have no key state, hence the question mark. */
  protected look(event: KeyboardEvent): void {
    this.on.set(event.getModifierState?.('CapsLock') ?? false);
  }
}
