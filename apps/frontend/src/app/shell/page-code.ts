import { DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** What Chromium, Firefox and Safari say of an `import()` that could not be fetched (no standard text or type). */
const NOT_FETCHED = /dynamically imported module|importing a module script failed/i;

/**
 * The code of this page, which comes in parts when they are needed. After an update of the server the parts of the page
 * that is open are there no more, and only a new load brings the new ones.
 */
@Injectable({ providedIn: 'root' })
export class PageCode {
  private readonly document = inject(DOCUMENT);

  /** Whether a part was asked for that the server does not have, though it answers. */
  readonly gone = signal(false);

  constructor() {
    const note = ({ reason }: PromiseRejectionEvent): void => {
      if (reason instanceof Error && NOT_FETCHED.test(reason.message)) void this.ask();
    };
    const window = this.document.defaultView;
    window?.addEventListener('unhandledrejection', note);
    inject(DestroyRef).onDestroy(() => window?.removeEventListener('unhandledrejection', note));
  }

  /** Without a network the part may still be there. */
  private async ask(): Promise<void> {
    const answered = await fetch(this.document.baseURI, { method: 'HEAD', cache: 'no-store' }).catch(
      () => null,
    );
    if (answered?.ok) this.gone.set(true);
  }
}
