import { DOCUMENT, ErrorHandler, inject, Injectable, signal } from '@angular/core';

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

  /** Hears of what went wrong. Without a network the part may still be there. */
  async note(fault: unknown): Promise<void> {
    if (!(fault instanceof Error && NOT_FETCHED.test(fault.message))) return;
    const asked = fetch(this.document.baseURI, { method: 'HEAD', cache: 'no-store' });
    const answered = await asked.catch(() => null);
    if (answered?.ok) this.gone.set(true);
  }
}

/** Where every fault that nobody handles ends, those of the router and of promises too: told on the console, and noted. */
@Injectable()
export class UnhandledFaults extends ErrorHandler {
  private readonly code = inject(PageCode);

  override handleError(fault: unknown): void {
    super.handleError(fault);
    void this.code.note(fault);
  }
}
