import { DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** Directives for media requests: WHEP and HLS parts, or a playlist that the browser plays natively. */
const MEDIA_DIRECTIVES = ['connect-src', 'media-src'];

/**
 * Detects requests that the content security policy blocks. The policy contains the media servers at the time the page was
 * opened. The browser blocks all requests to one that was added later (CSP 3, §5) until the page is reloaded.
 */
@Injectable({ providedIn: 'root' })
export class ContentPolicy {
  /** Whether the browser has blocked a request to a media server. */
  readonly hasBlocked = signal(false);

  constructor() {
    const document = inject(DOCUMENT);
    const record = ({ effectiveDirective }: SecurityPolicyViolationEvent) => {
      if (MEDIA_DIRECTIVES.includes(effectiveDirective)) this.hasBlocked.set(true);
    };
    document.addEventListener('securitypolicyviolation', record);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('securitypolicyviolation', record));
  }
}
