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
import { text } from './texts/text';

/** Renames a workshop. Operators can also delete it. */
@Component({
  selector: 'ppf-workshop-dialog',
  imports: [FormFailure, FormField, FormRoot, MatButton, MatDialogModule, MatFormField, MatInputModule],
  template: `
    <form [formRoot]="form" novalidate>
      <h2 mat-dialog-title>{{ text('workshop.heading') }}</h2>
      <mat-dialog-content>
        <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
          <mat-label>{{ text('workshop.name') }}</mat-label>
          <input matInput autocomplete="organization" [formField]="form.name" />
          @for (error of form.name().errors().slice(0, 1); track error.kind) {
            <mat-error>{{ error.message }}</mat-error>
          }
        </mat-form-field>
        @if (canDelete) {
          <button type="button" class="ppf-button ppf-button--danger" (click)="delete()">
            {{ text('workshop.delete') }}
          </button>
        }
      </mat-dialog-content>
      <ppf-form-failure [text]="failure()" />
      <mat-dialog-actions align="end">
        <button mat-button type="button" mat-dialog-close>{{ text('workshop.cancel') }}</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" disabledInteractive>
          {{ text('workshop.save') }}
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

  protected readonly canDelete = inject(SessionStore).can('workshops:delete');
  protected readonly text = text;
  protected readonly failure = signal<string | null>(null);
  protected readonly form = form(
    signal({ name: this.workshop.name }),
    (path) => {
      required(path.name, { message: text('workshop.nameMissing') });
      maxLength(path.name, 120, { message: text('workshop.tooLong', { count: 120 }) });
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
      heading: text('workshop.deleteHeading', { name: this.workshop.name }),
      consequence: text('workshop.deleteNote'),
      action: text('workshop.delete'),
      act: () => this.deleteWorkshop(),
    });
    if (isDone) this.dialog.close('deleted');
  }

  private async deleteWorkshop(): Promise<string | null> {
    try {
      await this.workshops.delete(this.workshop.id);
      return null;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      return problem.code === 'workshop-not-empty' ? text('workshop.notEmpty') : actionProblemText(problem);
    }
  }
}

/** Opens the dialog. @returns what was done; null for nothing */
export async function openWorkshopDialog(
  injector: Injector,
  data: Workshop,
): Promise<'renamed' | 'deleted' | null> {
  const dialog = injector.get(MatDialog);
  const opened = dialog.open<WorkshopDialog, Workshop, 'renamed' | 'deleted'>(WorkshopDialog, { data });
  return (await firstValueFrom(opened.afterClosed())) ?? null;
}
