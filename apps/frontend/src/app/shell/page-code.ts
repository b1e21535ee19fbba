import { DOCUMENT, ErrorHandler, inject, Injectable, signal } from '@angular/core';

/** Messages of Chromium, Firefox and Safari for a failed `import()`. No standard defines them. */
const IMPORT_FAILED = /dynamically imported module|importing a module script failed/i;

/**
 * Detects that lazy chunks of this page no longer exist on the server. After an update, an open page can't load its
 * remaining chunks until it is reloaded.
 */
@Injectable({ providedIn: 'root' })
export class PageCode {
  private readonly document = inject(DOCUMENT);

  /** Whether a chunk is missing although the server responds. */
  readonly isOutdated = signal(false);

  /** Checks an error. While the server is unreachable, the chunk may still exist. */
  async check(error: unknown): Promise<void> {
    if (!(error instanceof Error && IMPORT_FAILED.test(error.message))) return;
    const request = fetch(this.document.baseURI, { method: 'HEAD', cache: 'no-store' });
    const response = await request.catch(() => null);
    if (response?.ok) this.isOutdated.set(true);
  }
}

/** Handles all uncaught errors, including those of the router and of promises: logs them and checks for missing chunks. */
@Injectable()
export class UnhandledErrorHandler extends ErrorHandler {
  private readonly code = inject(PageCode);

  override handleError(error: unknown): void {
    super.handleError(error);
    void this.code.check(error);
  }
}
