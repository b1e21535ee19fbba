import { Component, effect, inject, InjectionToken, signal, untracked } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { AccessToken } from '../api/access-token';
import { handOverGrant } from '../api/early-refresh';
import { commonText } from '../texts';
import { signInUrl, toReturnUrl } from './return-url';
import { ServerUnavailable } from './server-unavailable';
import { SessionStore } from './session-store';
import { SignInPage } from './sign-in-page';

/** Called once after the sign-in. */
export const SIGNED_IN = new InjectionToken<() => Promise<void>>('SIGNED_IN');

/** The root component while no user is signed in: the sign-in page without the rest of the application. */
@Component({
  selector: 'ppf-root',
  imports: [ServerUnavailable, SignInPage],
  template: `
    <ppf-server-unavailable />
    @if (isSignedOut()) {
      <ppf-sign-in-page
        [return]="query.get('return') ?? undefined"
        [ended]="query.get('ended') ?? undefined"
      />
    }
  `,
})
export class SignInApp {
  private readonly session = inject(SessionStore);
  private readonly accessToken = inject(AccessToken);
  private readonly signedIn = inject(SIGNED_IN);
  private readonly title = inject(Title);

  protected readonly isSignedOut = signal(false);
  protected readonly query = this.queryOfPage();

  constructor() {
    void this.restore();
    effect(() => {
      if (this.session.user()) untracked(() => this.leave());
    });
  }

  private async restore(): Promise<void> {
    await this.session.restore();
    if (this.session.user()) return;
    if (location.pathname !== '/sign-in')
      history.replaceState(null, '', signInUrl(location.pathname + location.search));
    this.title.setTitle(commonText('productTitle', { page: commonText('page.signIn') }));
    this.isSignedOut.set(true);
  }

  /** The query of the sign-in page. The URL of another page becomes the one to return to. */
  private queryOfPage(): URLSearchParams {
    const { pathname, search } = location;
    return new URL(pathname === '/sign-in' ? location.href : signInUrl(pathname + search), location.origin)
      .searchParams;
  }

  private leave(): void {
    const grant = this.accessToken.current();
    if (grant) handOverGrant(grant);
    const url = toReturnUrl(this.query.get('return'));
    if (this.isSignedOut()) history.pushState(null, '', url);
    else if (location.pathname === '/sign-in') history.replaceState(null, '', url);
    void this.signedIn();
  }
}
