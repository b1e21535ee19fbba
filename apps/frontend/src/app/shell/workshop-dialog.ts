import { Component, inject, Injector, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { Workshop } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { ProblemError } from '../api/problem-error';
import { actionProblemText } from '../api/problem-text';
import { submission } from '../api/submission';
import { SessionStore } from '../session/session-store';
import { WorkshopStore } from '../session/workshop-store';
import { confirm } from '../ui/confirm-dialog';
import { FormFailure } from '../ui/form-failure';

/** Renames a workshop; the operator can delete it too. */
@Component({
  selector: 'ppf-workshop-dialog',
  imports: [FormFailure, FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>Workshop</h2>
      <mat-dialog-content>
        <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
          <mat-label>Name of the workshop</mat-label>
          <input matInput autocomplete="organization" [formField]="form.name" />
          @for (fault of form.name().errors().slice(0, 1); track fault.kind) {
            <mat-error>{{ fault.message }}</mat-error>
          }
        </mat-form-field>
        @if (mayDelete) {
          <button type="button" class="ppf-button ppf-button--danger" (click)="delete()">
            Delete workshop
          </button>
        }
      </mat-dialog-content>
      <ppf-form-failure [text]="failure()" />
      <mat-dialog-actions align="end">
        <button mat-button type="button" mat-dialog-close>Cancel</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          Save
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-form-field {
      width: 100%;
      margin-bottom: 24px;
    }
  `,
})
export class WorkshopDialog {
  private readonly injector = inject(Injector);
  private readonly workshops = inject(WorkshopStore);
  private readonly workshop = inject<Workshop>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<WorkshopDialog, 'renamed' | 'deleted'>>(MatDialogRef);

  protected readonly mayDelete = inject(SessionStore).user()?.role === 'super_admin';
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ name: this.workshop.name }),
    (path) => {
      required(path.name, { message: 'Give the workshop a name.' });
      maxLength(path.name, 120, { message: 'At most 120 characters.' });
    },
    {
      submission: submission<{ name: string }>({
        failure: this.failure,
        send: async ({ name }) => {
          await this.workshops.rename(this.workshop.id, name.trim());
          this.dialog.close('renamed');
        },
      }),
    },
  );

  protected async delete(): Promise<void> {
    const isDone = await confirm(this.injector, {
      heading: `Delete ${this.workshop.name}?`,
      consequence:
        'The accounts of its people are deleted too. This can’t be undone. Its pits must be deleted first.',
      action: 'Delete workshop',
      act: () => this.deleteIt(),
    });
    if (isDone) this.dialog.close('deleted');
  }

  private async deleteIt(): Promise<string | null> {
    try {
      await this.workshops.delete(this.workshop.id);
      return null;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      return problem.code === 'workshop-not-empty'
        ? 'The workshop still has pits. Delete them first, on the page of each.'
        : actionProblemText(problem);
    }
  }
}

/** Opens the dialog; what was done, null: nothing. */
export async function openWorkshopDialog(
  injector: Injector,
  data: Workshop,
): Promise<'renamed' | 'deleted' | null> {
  const dialog = injector.get(MatDialog);
  const opened = dialog.open<WorkshopDialog, Workshop, 'renamed' | 'deleted'>(WorkshopDialog, { data });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
