import { DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** What a player asks of a media server: WHEP and the parts of HLS, or a playlist that the browser plays itself. */
const MEDIA_DIRECTIVES = ['connect-src', 'media-src'];

/**
 * The page's content security policy. It names the media servers that there were when the page was opened; of one that was
 * added since, the browser refuses every request (CSP 3, §5), and only a new load brings the new policy.
 */
@Injectable({ providedIn: 'root' })
export class ContentPolicy {
  /** Whether the browser has refused to ask a media server because the policy does not name it. */
  readonly refused = signal(false);

  constructor() {
    const document = inject(DOCUMENT);
    const note = ({ effectiveDirective }: SecurityPolicyViolationEvent) => {
      if (MEDIA_DIRECTIVES.includes(effectiveDirective)) this.refused.set(true);
    };
    document.addEventListener('securitypolicyviolation', note);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('securitypolicyviolation', note));
  }
}
