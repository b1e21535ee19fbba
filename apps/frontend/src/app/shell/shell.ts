import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { filter, map } from 'rxjs';
import bellRing from 'lucide-static/icons/bell-ring.svg';
import layoutGrid from 'lucide-static/icons/layout-grid.svg';
import server from 'lucide-static/icons/server.svg';
import { SessionStore } from '../session/session-store';
import { WorkshopStore } from '../session/workshop-store';
import { Icon } from '../ui/icon';
import { PRODUCT_MARK } from '../ui/product-mark';
import { AccountMenu } from './account-menu';
import { focusNewPages } from './focus-new-pages';
import { SystemBar } from './system-bar';
import { SystemStore } from './system-store';
import { text } from './texts/text';
import { WorkshopSwitcher } from './workshop-switcher';

/** The frame of all pages of a signed-in user: a rail on a desktop, a bar on a tablet, two bars on a phone. */
@Component({
  selector: 'ppf-shell',
  imports: [AccountMenu, Icon, RouterLink, RouterLinkActive, RouterOutlet, SystemBar, WorkshopSwitcher],
  providers: [SystemStore],
  template: `
    <a class="skip" href="#main" (click)="skip($event, main)">{{ text('skip') }}</a>
    <header>
      <a class="brand" routerLink="/pits">
        <img [src]="productMark" [alt]="text('product')" width="32" height="32" />
        <span class="workshop" translate="no">{{ workshops.current()?.name }}</span>
      </a>
    </header>
    <nav [attr.aria-label]="text('pages')">
      <a
        class="opener"
        routerLink="/pits"
        [class.on]="onPits()"
        [attr.aria-current]="onPits() ? 'page' : null"
      >
        <ppf-icon [svg]="layoutGrid" [size]="22" />
        <span>{{ text('pits') }}</span>
      </a>
      @if (canSeeAlerts()) {
        <a class="opener" routerLink="/alerts" routerLinkActive="on" ariaCurrentWhenActive="page">
          <ppf-icon [svg]="bellRing" [size]="22" />
          <span>{{ text('alerts') }}</span>
        </a>
      }
      @if (canSeeServers()) {
        <a class="opener" routerLink="/media-servers" routerLinkActive="on" ariaCurrentWhenActive="page">
          <ppf-icon [svg]="server" [size]="22" />
          <span>{{ text('servers') }}</span>
        </a>
      }
      <span class="space"></span>
      @if (workshops.canSelect()) {
        <ppf-workshop-switcher />
      }
      <ppf-account-menu (signOut)="signOut()" />
    </nav>
    <ppf-system-bar />
    <main #main id="main" tabindex="-1"><router-outlet /></main>
  `,
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly isSigningOut = signal(false);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  protected readonly workshops = inject(WorkshopStore);
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  /** The URL of a pit starts with its workshop. */
  protected readonly onPits = computed(() => /^\/(pits|workshops)\b/.test(this.url()));
  protected readonly canSeeAlerts = computed(() => this.session.can('alerts:read'));
  protected readonly canSeeServers = computed(() => this.session.can('media-servers:read'));
  protected readonly text = text;
  protected readonly productMark = PRODUCT_MARK;
  protected readonly bellRing = bellRing;
  protected readonly layoutGrid = layoutGrid;
  protected readonly server = server;

  constructor() {
    focusNewPages(() => this.main().nativeElement);
    effect(() => {
      if (this.session.hasExpired()) void untracked(() => this.openSignInAgain());
    });
    effect(() => {
      if (this.session.user() || this.isSigningOut()) return;
      const queryParams = { return: untracked(() => this.router.url), ended: '' };
      void this.router.navigate(['/sign-in'], { queryParams });
    });
  }

  protected async signOut(): Promise<void> {
    this.isSigningOut.set(true);
    await this.session.signOut();
    await this.router.navigateByUrl('/sign-in');
  }

  private async openSignInAgain(): Promise<void> {
    try {
      const { openSignInAgainDialog } = await import('../session/sign-in-again-dialog');
      openSignInAgainDialog(this.injector);
    } catch {
      this.session.giveUp(); // The code of the dialog can't be loaded. The sign-in page is opened instead.
    }
  }

  /** The base element would resolve `#main` to the first page. */
  protected skip(event: Event, main: HTMLElement): void {
    event.preventDefault();
    main.focus();
  }
}
