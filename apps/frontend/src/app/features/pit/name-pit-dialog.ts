import { Component, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { Pit } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { PitsApi } from '../../api/pits-api';
import { submission } from '../../api/submission';
import { FormFailure } from '../../ui/form-failure';

/** Asks what a pit is called. */
@Component({
  selector: 'ppf-name-pit-dialog',
  imports: [FormFailure, FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>Rename Pit {{ pit.number }}</h2>
      <mat-dialog-content>
        <p class="ppf-muted">Its number stays: the camera’s path is made of it. Leave empty for no name.</p>
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>Name</mat-label>
          <input matInput autocomplete="off" [formField]="form.name" />
          @for (fault of form.name().errors().slice(0, 1); track fault.kind) {
            <mat-error>{{ fault.message }}</mat-error>
          }
        </mat-form-field>
      </mat-dialog-content>
      <ppf-form-failure [text]="failure()" />
      <mat-dialog-actions align="end">
        <button mat-button type="button" mat-dialog-close>Cancel</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          Rename
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styleUrl: '../../ui/dialog.scss',
})
export class NamePitDialog {
  private readonly pits = inject(PitsApi);
  private readonly dialog = inject<MatDialogRef<NamePitDialog, boolean>>(MatDialogRef);

  protected readonly pit = inject<Pit>(MAT_DIALOG_DATA);
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ name: this.pit.name ?? '' }),
    (path) => maxLength(path.name, 80, { message: 'At most 80 characters.' }),
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

/** Opens the dialog; true when the pit has another name. */
export async function openNamePitDialog(injector: Injector, data: Pit): Promise<boolean> {
  const opened = injector.get(MatDialog).open<NamePitDialog, Pit, boolean>(NamePitDialog, { data });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
