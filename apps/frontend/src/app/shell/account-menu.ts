import { Component, computed, type ElementRef, inject, Injector, output, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Workshop } from '@ppf/contracts';
import building from 'lucide-static/icons/building-2.svg';
import circleHelp from 'lucide-static/icons/circle-question-mark.svg';
import keyRound from 'lucide-static/icons/key-round.svg';
import logOut from 'lucide-static/icons/log-out.svg';
import userRound from 'lucide-static/icons/user-round.svg';
import { SessionStore } from '../session/session-store';
import { WorkshopStore } from '../session/workshop-store';
import { Icon } from '../ui/icon';
import { text } from './texts/text';
import { ThemeChoice } from './theme-choice';

/** Menu with the user, the theme, the password and the sign-out. */
@Component({
  selector: 'ppf-account-menu',
  imports: [Icon, RouterLink, ThemeChoice],
  template: `
    <button type="button" class="opener" popovertarget="ppf-account">
      <ppf-icon [svg]="userRound" [size]="22" />
      <span>{{ text('account.heading') }}</span>
    </button>
    <div
      #panel
      id="ppf-account"
      popover
      role="dialog"
      [attr.aria-label]="text('account.heading')"
      class="ppf-popover"
    >
      <p class="who">
        <strong translate="no">{{ user()?.display_name }}</strong>
        <span class="ppf-muted">{{ identity() }}</span>
      </p>
      <ppf-theme-choice />
      <div class="links">
        <a class="ppf-button ppf-button--quiet" routerLink="/account" (click)="close()">
          <ppf-icon [svg]="keyRound" />{{ text('account.changePassword') }}
        </a>
        @if (ownWorkshop(); as workshop) {
          <button type="button" class="ppf-button ppf-button--quiet" (click)="rename(workshop)">
            <ppf-icon [svg]="building" />{{ text('account.renameWorkshop') }}
          </button>
        }
        <a class="ppf-button ppf-button--quiet" routerLink="/help" (click)="close()">
          <ppf-icon [svg]="circleHelp" />{{ text('account.help') }}
        </a>
        <button type="button" class="ppf-button ppf-button--quiet" (click)="signOut.emit()">
          <ppf-icon [svg]="logOut" />{{ text('account.signOut') }}
        </button>
      </div>
    </div>
  `,
  styleUrl: './account-menu.scss',
})
export class AccountMenu {
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');

  private readonly injector = inject(Injector);
  private readonly workshops = inject(WorkshopStore);

  /** Emitted when the user signs out. */
  readonly signOut = output();

  private readonly session = inject(SessionStore);
  protected readonly user = this.session.user;
  protected readonly identity = computed(() => {
    const user = this.user();
    return user ? text('account.identity', { email: user.email, role: user.role }) : '';
  });
  /** Operators rename workshops in the workshop menu. */
  protected readonly ownWorkshop = computed(() =>
    !this.workshops.canSelect() && this.session.can('workshops:write') ? this.workshops.current() : undefined,
  );
  protected readonly text = text;
  protected readonly building = building;
  protected readonly circleHelp = circleHelp;
  protected readonly keyRound = keyRound;
  protected readonly logOut = logOut;
  protected readonly userRound = userRound;

  protected async rename(workshop: Workshop): Promise<void> {
    this.close();
    const { openWorkshopDialog } = await import('./workshop-dialog');
    await openWorkshopDialog(this.injector, workshop);
  }

  protected close(): void {
    this.panel().nativeElement.hidePopover();
  }
}
