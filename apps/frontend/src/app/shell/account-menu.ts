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
import { ThemeChoice } from './theme-choice';

const ROLE_NAMES = { super_admin: 'Operator', owner: 'Owner', staff: 'Staff' } as const;

/** Who is signed in, their theme, their password, and the way out. */
@Component({
  selector: 'ppf-account-menu',
  imports: [Icon, RouterLink, ThemeChoice],
  template: `
    <button type="button" class="opener" popovertarget="ppf-account">
      <ppf-icon [svg]="userRound" [size]="22" />
      <span>Account</span>
    </button>
    <div #panel id="ppf-account" popover role="dialog" aria-label="Account" class="ppf-popover">
      <p class="who">
        <strong>{{ user()?.display_name }}</strong>
        <span class="ppf-muted">{{ user()?.email }} · {{ role() }}</span>
      </p>
      <ppf-theme-choice />
      <div class="links">
        <a class="ppf-button ppf-button--quiet" routerLink="/account" (click)="close()">
          <ppf-icon [svg]="keyRound" />Change password
        </a>
        @if (ownWorkshop(); as workshop) {
          <button type="button" class="ppf-button ppf-button--quiet" (click)="rename(workshop)">
            <ppf-icon [svg]="building" />Rename workshop
          </button>
        }
        <a class="ppf-button ppf-button--quiet" routerLink="/help" (click)="close()">
          <ppf-icon [svg]="circleHelp" />Help
        </a>
        <button type="button" class="ppf-button ppf-button--quiet" (click)="signOut.emit()">
          <ppf-icon [svg]="logOut" />Sign out
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

  /** The person asks to be signed out. */
  readonly signOut = output();

  protected readonly user = inject(SessionStore).user;
  protected readonly role = computed(() => {
    const user = this.user();
    return user ? ROLE_NAMES[user.role] : '';
  });
  /** The operator changes workshops where they are chosen. */
  protected readonly ownWorkshop = computed(() =>
    this.user()?.role === 'owner' ? this.workshops.current() : undefined,
  );
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
