import { Component, type ElementRef, inject, Injector, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import type { Workshop } from '@ppf/contracts';
import building from 'lucide-static/icons/building-2.svg';
import check from 'lucide-static/icons/check.svg';
import pencil from 'lucide-static/icons/pencil.svg';
import plus from 'lucide-static/icons/plus.svg';
import { WorkshopStore } from '../session/workshop-store';
import { Icon } from '../ui/icon';
import { text } from './texts/text';

/** Lets an operator select, edit and create workshops. */
@Component({
  selector: 'ppf-workshop-switcher',
  imports: [Icon],
  template: `
    <button type="button" class="opener" popovertarget="ppf-workshops">
      <ppf-icon [svg]="building" [size]="22" />
      <span>{{ text('workshops.open') }}</span>
    </button>
    <div
      #panel
      id="ppf-workshops"
      popover
      role="dialog"
      [attr.aria-label]="text('workshops.heading')"
      class="ppf-popover"
    >
      <h2>{{ text('workshops.heading') }}</h2>
      @if (workshops.failure()) {
        <p class="ppf-muted" role="alert">{{ text('workshops.failed') }}</p>
        <button type="button" class="ppf-button" (click)="workshops.reload()">
          {{ text('workshops.retry') }}
        </button>
      }
      <ul>
        @for (workshop of workshops.all(); track workshop.id) {
          <li>
            <button
              type="button"
              class="ppf-button ppf-button--quiet"
              [attr.aria-current]="workshop.id === workshops.currentId() ? 'true' : null"
              (click)="select(workshop.id)"
            >
              <span translate="no">{{ workshop.name }}</span>
              @if (workshop.id === workshops.currentId()) {
                <ppf-icon [svg]="check" />
              }
            </button>
          </li>
        }
      </ul>
      @if (workshops.current(); as current) {
        <button type="button" class="ppf-button" (click)="edit(current)">
          <ppf-icon [svg]="pencil" />{{ text('workshops.edit') }}
        </button>
      }
      <button type="button" class="ppf-button" (click)="add()">
        <ppf-icon [svg]="plus" />{{ text('workshops.create') }}
      </button>
    </div>
  `,
  styleUrl: './workshop-switcher.scss',
})
export class WorkshopSwitcher {
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);

  protected readonly workshops = inject(WorkshopStore);
  protected readonly text = text;
  protected readonly building = building;
  protected readonly check = check;
  protected readonly pencil = pencil;
  protected readonly plus = plus;

  protected select(id: number): void {
    this.workshops.select(id);
    this.panel().nativeElement.hidePopover();
    void this.router.navigateByUrl('/pits');
  }

  protected async edit(workshop: Workshop): Promise<void> {
    this.panel().nativeElement.hidePopover();
    const { openWorkshopDialog } = await import('./workshop-dialog');
    if ((await openWorkshopDialog(this.injector, workshop)) === 'deleted')
      await this.router.navigateByUrl('/pits');
  }

  protected async add(): Promise<void> {
    this.panel().nativeElement.hidePopover();
    const { openNewWorkshopDialog } = await import('./new-workshop-dialog');
    if (await openNewWorkshopDialog(this.injector)) await this.router.navigateByUrl('/pits');
  }
}
