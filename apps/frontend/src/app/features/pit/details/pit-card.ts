import { Component, inject, Injector, input, output } from '@angular/core';
import type { Pit } from '@ppf/contracts';
import pencil from 'lucide-static/icons/pencil.svg';
import trash from 'lucide-static/icons/trash-2.svg';
import { Icon } from '../../../ui/icon';
import { text } from '../texts/text';

/** Number and name of a pit, with buttons to rename and delete it. */
@Component({
  selector: 'ppf-pit-card',
  imports: [Icon],
  template: `
    <h2>{{ text('pit.heading') }}</h2>
    <dl>
      <dt>{{ text('pit.number') }}</dt>
      <dd>{{ pit().number }}</dd>
      <dt>{{ text('pit.name') }}</dt>
      <dd>{{ pit().name ?? text('pit.noName') }}</dd>
    </dl>
    <div class="actions">
      <button type="button" class="ppf-button" (click)="rename()">
        <ppf-icon [svg]="pencil" [size]="18" />{{ text('pit.rename') }}
      </button>
      <button type="button" class="ppf-button ppf-button--danger" (click)="delete()">
        <ppf-icon [svg]="trash" [size]="18" />{{ text('pit.delete') }}
      </button>
    </div>
  `,
  styleUrl: '../../../ui/card.scss',
})
export class PitCard {
  private readonly injector = inject(Injector);

  /** The pit. */
  readonly pit = input.required<Pit>();
  /** The pit was renamed. */
  readonly changed = output();
  /** The pit was deleted. */
  readonly deleted = output();

  protected readonly text = text;
  protected readonly pencil = pencil;
  protected readonly trash = trash;

  protected async rename(): Promise<void> {
    const { openNamePitDialog } = await import('./name-pit-dialog');
    if (await openNamePitDialog(this.injector, this.pit())) this.changed.emit();
  }

  protected async delete(): Promise<void> {
    const { confirmPitDeletion } = await import('../../../pits/confirmations');
    if (await confirmPitDeletion(this.injector, this.pit())) this.deleted.emit();
  }
}
