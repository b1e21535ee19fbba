import { Component, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, max, maxLength, min, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { Pit } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { PitsApi } from '../../api/pits-api';
import { submission } from '../../api/submission';
import { commonText } from '../../texts';
import { FormFailure } from '../../ui/form-failure';
import { text } from './texts/text';

/** The workshop of the new pit, and the proposed number. */
export interface NewPit {
  readonly workshopId: number;
  readonly number: number;
}

const MAX_NUMBER = 9999;
const MAX_NAME_LENGTH = 80;

interface Entry {
  /** Null while the field holds no number. */
  readonly number: number | null;
  readonly name: string;
}

/** Asks for the number and the name of a new pit, and creates it. */
@Component({
  selector: 'ppf-add-pit-dialog',
  imports: [FormFailure, FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>{{ text('add.heading') }}</h2>
      <mat-dialog-content>
        <p class="ppf-muted">{{ text('add.hint') }}</p>
        <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
          <mat-label>{{ text('add.number') }}</mat-label>
          <input matInput type="number" inputmode="numeric" [formField]="form.number" />
          @for (fault of form.number().errors().slice(0, 1); track fault.kind) {
            <mat-error>{{ fault.message }}</mat-error>
          }
        </mat-form-field>
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ text('add.name') }}</mat-label>
          <input matInput autocomplete="off" [formField]="form.name" />
          <mat-hint>{{ text('add.nameHint') }}</mat-hint>
          @for (fault of form.name().errors().slice(0, 1); track fault.kind) {
            <mat-error>{{ fault.message }}</mat-error>
          }
        </mat-form-field>
      </mat-dialog-content>
      <ppf-form-failure [text]="failure()" />
      <mat-dialog-actions align="end">
        <button mat-button type="button" mat-dialog-close>{{ common('cancel') }}</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          {{ text('addPit') }}
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

  protected readonly text = text;
  protected readonly common = commonText;
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal<Entry>({ number: this.proposed.number, name: '' }),
    (path) => {
      required(path.number, { message: text('add.numberRequired') });
      min(path.number, 1, { message: text('add.numberRange', { max: MAX_NUMBER }) });
      max(path.number, MAX_NUMBER, { message: text('add.numberRange', { max: MAX_NUMBER }) });
      maxLength(path.name, MAX_NAME_LENGTH, {
        message: commonText('atMostCharacters', { count: MAX_NAME_LENGTH }),
      });
    },
    {
      submission: submission<Entry>({
        failure: this.failure,
        fields: { 'pit-number-taken': 'number' },
        send: async ({ number, name }) => {
          const trimmed = name.trim();
          const request = { number: number ?? 0, ...(trimmed ? { name: trimmed } : {}) };
          this.dialog.close(await this.pits.create(this.proposed.workshopId, request));
        },
      }),
    },
  );
}

/** Opens the dialog; returns the pit that was created. */
export function openAddPitDialog(injector: Injector, data: NewPit): Promise<Pit | undefined> {
  const opened = injector.get(MatDialog).open<AddPitDialog, NewPit, Pit>(AddPitDialog, { data });
  return firstValueFrom(opened.afterClosed());
}
