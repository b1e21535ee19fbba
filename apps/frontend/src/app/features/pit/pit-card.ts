import { Component, inject, Injector, input, output } from '@angular/core';
import type { Pit } from '@ppf/contracts';
import pencil from 'lucide-static/icons/pencil.svg';
import trash from 'lucide-static/icons/trash-2.svg';
import { Icon } from '../../ui/icon';

/** The pit itself: its name, and the end of it. */
@Component({
  selector: 'ppf-pit-card',
  imports: [Icon],
  template: `
    <h2>Pit</h2>
    <dl>
      <dt>Number</dt>
      <dd>{{ pit().number }}</dd>
      <dt>Name</dt>
      <dd>{{ pit().name ?? 'none' }}</dd>
    </dl>
    <div class="actions">
      <button type="button" class="ppf-button" (click)="rename()">
        <ppf-icon [svg]="pencil" [size]="18" />Rename
      </button>
      <button type="button" class="ppf-button ppf-button--danger" (click)="delete()">
        <ppf-icon [svg]="trash" [size]="18" />Delete pit
      </button>
    </div>
  `,
  styleUrl: '../../ui/card.scss',
})
export class PitCard {
  private readonly injector = inject(Injector);

  /** The pit. */
  readonly pit = input.required<Pit>();
  /** It has another name now. */
  readonly changed = output();
  /** It is gone. */
  readonly deleted = output();

  protected readonly pencil = pencil;
  protected readonly trash = trash;

  protected async rename(): Promise<void> {
    const { openNamePitDialog } = await import('./name-pit-dialog');
    if (await openNamePitDialog(this.injector, this.pit())) this.changed.emit();
  }

  protected async delete(): Promise<void> {
    const { confirmPitDeletion } = await import('../../pits/confirmations');
    if (await confirmPitDeletion(this.injector, this.pit())) this.deleted.emit();
  }
}
