import { afterNextRender, DestroyRef, ElementRef, inject, signal, type Signal } from '@angular/core';

/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Current size of the component's host element, which must have no padding. Requires an injection context. */
export function elementSize(): Signal<Size> {
  const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  const size = signal<Size>({ width: 0, height: 0 });
  // The observer reports only after the first frame, which would be rendered with a size of zero.
  afterNextRender({ read: () => size.set({ width: element.clientWidth, height: element.clientHeight }) });
  if (typeof ResizeObserver === 'undefined') return size;
  const observer = new ResizeObserver(([entry]) => {
    if (entry) size.set({ width: entry.contentRect.width, height: entry.contentRect.height });
  });
  observer.observe(element);
  inject(DestroyRef).onDestroy(() => observer.disconnect());
  return size.asReadonly();
}
