import { Component, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { Pit } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { PitsApi } from '../../../api/pits-api';
import { submission } from '../../../api/submission';
import { commonText } from '../../../texts';
import { FormFailure } from '../../../ui/form-failure';
import { text } from '../texts/text';

const MAX_NAME_LENGTH = 80;

/** Asks for the new name of a pit, and saves it. */
@Component({
  selector: 'ppf-name-pit-dialog',
  imports: [FormFailure, FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>{{ text('rename.heading', { number: pit.number }) }}</h2>
      <mat-dialog-content>
        <p class="ppf-muted">{{ text('rename.hint') }}</p>
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ text('rename.name') }}</mat-label>
          <input matInput autocomplete="off" [formField]="form.name" />
          @for (fault of form.name().errors().slice(0, 1); track fault.kind) {
            <mat-error>{{ fault.message }}</mat-error>
          }
        </mat-form-field>
      </mat-dialog-content>
      <ppf-form-failure [text]="failure()" />
      <mat-dialog-actions align="end">
        <button mat-button type="button" mat-dialog-close>{{ common('cancel') }}</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          {{ text('rename.action') }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styleUrl: '../../../ui/dialog.scss',
})
export class NamePitDialog {
  private readonly pits = inject(PitsApi);
  private readonly dialog = inject<MatDialogRef<NamePitDialog, boolean>>(MatDialogRef);

  protected readonly text = text;
  protected readonly common = commonText;
  protected readonly pit = inject<Pit>(MAT_DIALOG_DATA);
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ name: this.pit.name ?? '' }),
    (path) =>
      maxLength(path.name, MAX_NAME_LENGTH, {
        message: commonText('atMostCharacters', { count: MAX_NAME_LENGTH }),
      }),
    {
      submission: submission<{ name: string }>({
        failure: this.failure,
        send: async ({ name }) => {
          await this.pits.update(this.pit.id, { name: name.trim() || null });
          this.dialog.close(true);
        },
      }),
    },
  );
}

/** Opens the dialog; true when the pit was renamed. */
export async function openNamePitDialog(injector: Injector, data: Pit): Promise<boolean> {
  const opened = injector.get(MatDialog).open<NamePitDialog, Pit, boolean>(NamePitDialog, { data });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
