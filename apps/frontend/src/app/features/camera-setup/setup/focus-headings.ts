import {
  afterNextRender,
  effect,
  type ElementRef,
  inject,
  Injector,
  type Signal,
  untracked,
} from '@angular/core';
import type { SetupStep } from './setup-steps';

/**
 * Moves the focus to the heading of each new step, except the first, which the page announces, and a step that focuses
 * a field. Requires an injection context.
 */
export function focusHeadings(
  step: Signal<SetupStep>,
  headingElement: Signal<ElementRef<HTMLElement> | undefined>,
  fieldToFocus: Signal<unknown>,
): void {
  const injector = inject(Injector);
  let last: SetupStep | null = null;
  effect(() => {
    const [shown, heading] = [step(), headingElement()?.nativeElement];
    if (!heading || shown === last) return;
    const isFirst = last === null;
    last = shown;
    if (isFirst || untracked(fieldToFocus)) return;
    const read = (): void => {
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: 'nearest' });
    };
    afterNextRender({ read }, { injector });
  });
}
