import { Component, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import { firstValueFrom } from 'rxjs';
import { submission } from '../api/submission';
import { WorkshopStore } from '../session/workshop-store';
import { FormFailure } from '../ui/form-failure';
import { text } from './texts/text';

/** Creates a workshop. */
@Component({
  selector: 'ppf-new-workshop-dialog',
  imports: [FormFailure, FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>{{ text('workshop.headingNew') }}</h2>
      <mat-dialog-content>
        <p>{{ text('workshop.note') }}</p>
        <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
          <mat-label>{{ text('workshop.name') }}</mat-label>
          <input matInput autocomplete="organization" [formField]="form.name" />
          @for (error of form.name().errors().slice(0, 1); track error.kind) {
            <mat-error>{{ error.message }}</mat-error>
          }
        </mat-form-field>
      </mat-dialog-content>
      <ppf-form-failure [text]="failure()" />
      <mat-dialog-actions align="end">
        <button mat-button type="button" mat-dialog-close>{{ text('workshop.cancel') }}</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          {{ text('workshop.create') }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-form-field {
      width: 100%;
      margin-top: 16px;
    }
  `,
})
export class NewWorkshopDialog {
  private readonly workshops = inject(WorkshopStore);
  private readonly dialog = inject<MatDialogRef<NewWorkshopDialog, boolean>>(MatDialogRef);

  protected readonly text = text;
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ name: '' }),
    (path) => {
      required(path.name, { message: text('workshop.nameMissing') });
      maxLength(path.name, 120, { message: text('workshop.tooLong', { count: 120 }) });
    },
    {
      submission: submission<{ name: string }>({
        failure: this.failure,
        send: async ({ name }) => {
          await this.workshops.create(name.trim());
          this.dialog.close(true);
        },
      }),
    },
  );
}

/** Opens the dialog. @returns whether a workshop was created */
export async function openNewWorkshopDialog(injector: Injector): Promise<boolean> {
  const opened = injector.get(MatDialog).open<NewWorkshopDialog, void, boolean>(NewWorkshopDialog);
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
