import { Component, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, max, maxLength, min, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { Pit } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { PitsApi } from '../../api/pits-api';
import { submission } from '../../api/submission';
import { FormFailure } from '../../ui/form-failure';

/** Where the pit is to be, and the number that is proposed. */
export interface NewPit {
  readonly workshopId: number;
  readonly number: number;
}

interface Entry {
  /** Null while it is no number. */
  readonly number: number | null;
  readonly name: string;
}

/** Asks for a new pit's number and name and makes it. */
@Component({
  selector: 'ppf-add-pit-dialog',
  imports: [FormFailure, FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>Add a pit</h2>
      <mat-dialog-content>
        <p class="ppf-muted">
          The number is the one on the floor or the wall. It stays; the name can change.
        </p>
        <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
          <mat-label>Number</mat-label>
          <input matInput type="number" inputmode="numeric" [formField]="form.number" />
          @for (fault of form.number().errors().slice(0, 1); track fault.kind) {
            <mat-error>{{ fault.message }}</mat-error>
          }
        </mat-form-field>
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>Name (optional)</mat-label>
          <input matInput autocomplete="off" [formField]="form.name" />
          <mat-hint>What people call the bay: “Window side”</mat-hint>
          @for (fault of form.name().errors().slice(0, 1); track fault.kind) {
            <mat-error>{{ fault.message }}</mat-error>
          }
        </mat-form-field>
      </mat-dialog-content>
      <ppf-form-failure [text]="failure()" />
      <mat-dialog-actions align="end">
        <button mat-button type="button" mat-dialog-close>Cancel</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          Add pit
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styleUrl: '../../ui/dialog.scss',
})
export class AddPitDialog {
  private readonly pits = inject(PitsApi);
  private readonly dialog = inject<MatDialogRef<AddPitDialog, Pit>>(MatDialogRef);
  private readonly proposed = inject<NewPit>(MAT_DIALOG_DATA);

  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal<Entry>({ number: this.proposed.number, name: '' }),
    (path) => {
      required(path.number, { message: 'Give the pit a number.' });
      min(path.number, 1, { message: 'From 1 to 9999.' });
      max(path.number, 9999, { message: 'From 1 to 9999.' });
      maxLength(path.name, 80, { message: 'At most 80 characters.' });
    },
    {
      submission: submission<Entry>({
        failure: this.failure,
        fields: { 'pit-number-taken': 'number' },
        send: async ({ number, name }) => {
          const said = name.trim();
          const request = { number: number ?? 0, ...(said ? { name: said } : {}) };
          this.dialog.close(await this.pits.create(this.proposed.workshopId, request));
        },
      }),
    },
  );
}

/** Opens the dialog; the pit when one was made. */
export function openAddPitDialog(injector: Injector, data: NewPit): Promise<Pit | undefined> {
  const opened = injector.get(MatDialog).open<AddPitDialog, NewPit, Pit>(AddPitDialog, { data });
  return firstValueFrom(opened.afterClosed());
}
