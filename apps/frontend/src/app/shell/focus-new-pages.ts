import { afterNextRender, DestroyRef, DOCUMENT, inject, Injector } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/**
 * Leads the focus to the heading of each new page, as opening it anew would: what was pressed is gone or in the frame, and a
 * screen reader hears of a new page only by the focus. A page that has taken the focus itself keeps it. Needs an injection
 * context.
 * @param room what the pages are in
 */
export function focusNewPages(room: () => HTMLElement): void {
  const [router, injector, document] = [inject(Router), inject(Injector), inject(DOCUMENT)];
  let last = '';
  const lead = (): void => {
    const place = room();
    if (place.contains(document.activeElement)) return;
    const target = place.querySelector('h1') ?? place;
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
      // The first page is the browser's to announce; another step of the same page is not another page.
      if (id > 1 && path !== last) afterNextRender({ read: lead }, { injector });
      last = path;
    });
}
