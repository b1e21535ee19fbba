import { afterNextRender, DestroyRef, DOCUMENT, inject, Injector } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/**
 * Moves the focus to the heading of each new page, so that screen readers announce it. A page that has set the focus itself
 * keeps it. Requires an injection context.
 * @param container returns the parent element of the pages
 */
export function focusNewPages(container: () => HTMLElement): void {
  const [router, injector, document] = [inject(Router), inject(Injector), inject(DOCUMENT)];
  let last = '';
  const moveFocus = (): void => {
    const parent = container();
    if (parent.contains(document.activeElement)) return;
    const target = parent.querySelector('h1') ?? parent;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
  router.events
    .pipe(
      filter((event) => event instanceof NavigationEnd),
      takeUntilDestroyed(inject(DestroyRef)),
    )
    .subscribe(({ id, urlAfterRedirects }) => {
      const [path = ''] = urlAfterRedirects.split('?');
      // The browser announces the first page. Another step of the same page is not a new page.
      if (id > 1 && path !== last) afterNextRender({ read: moveFocus }, { injector });
      last = path;
    });
}
