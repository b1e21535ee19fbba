import { afterNextRender, DestroyRef, ElementRef, inject, signal, type Signal } from '@angular/core';

/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of the component's own element, which has no padding, kept up to date. Needs an injection context. */
export function elementSize(): Signal<Size> {
  const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  const size = signal<Size>({ width: 0, height: 0 });
  // The observer tells only after the first frame, in which all would be drawn without any room.
  afterNextRender({ read: () => size.set({ width: element.clientWidth, height: element.clientHeight }) });
  if (typeof ResizeObserver === 'undefined') return size;
  const observer = new ResizeObserver(([entry]) => {
    if (entry) size.set({ width: entry.contentRect.width, height: entry.contentRect.height });
  });
  observer.observe(element);
  inject(DestroyRef).onDestroy(() => observer.disconnect());
  return size.asReadonly();
}
