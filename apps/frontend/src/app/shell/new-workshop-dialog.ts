import { Component, inject, type Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import { firstValueFrom } from 'rxjs';
import { submission } from '../api/submission';
import { WorkshopStore } from '../session/workshop-store';
import { FormFailure } from '../ui/form-failure';

/** Asks for a new workshop's name and makes it. */
@Component({
  selector: 'ppf-new-workshop-dialog',
  imports: [FormFailure, FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>New workshop</h2>
      <mat-dialog-content>
        <p>A workshop has its own pits and people. Nobody of another workshop sees them.</p>
        <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
          <mat-label>Name of the workshop</mat-label>
          <input matInput autocomplete="organization" [formField]="form.name" />
          @for (fault of form.name().errors().slice(0, 1); track fault.kind) {
            <mat-error>{{ fault.message }}</mat-error>
          }
        </mat-form-field>
      </mat-dialog-content>
      <ppf-form-failure [text]="failure()" />
      <mat-dialog-actions align="end">
        <button mat-button type="button" mat-dialog-close>Cancel</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          Create workshop
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

  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ name: '' }),
    (path) => {
      required(path.name, { message: 'Give the workshop a name.' });
      maxLength(path.name, 120, { message: 'At most 120 characters.' });
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

/** Opens the dialog; true when a workshop was made. */
export async function openNewWorkshopDialog(injector: Injector): Promise<boolean> {
  const opened = injector.get(MatDialog).open<NewWorkshopDialog, void, boolean>(NewWorkshopDialog);
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
