import { Component, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { text } from './texts/text';

/** An action that requires a confirmation. */
export interface Confirmation {
  readonly heading: string;
  /** Consequences of the action. */
  readonly consequence: string;
  /** Button label: a verb and its object. */
  readonly action: string;
  /** Performs the action. Resolves with an error message, or null on success. */
  readonly act: () => Promise<string | null>;
}

/** Shows the consequences of an action and asks for a confirmation. */
@Component({
  selector: 'ppf-confirm-dialog',
  imports: [MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ confirmation.heading }}</h2>
    <mat-dialog-content>
      <p>{{ confirmation.consequence }}</p>
      @if (failure(); as message) {
        <p role="alert">{{ message }}</p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" mat-dialog-close cdkFocusInitial>{{ text('cancel') }}</button>
      <button
        mat-flat-button
        type="button"
        class="danger"
        [disabled]="busy()"
        disabledInteractive
        (click)="act()"
      >
        {{ confirmation.action }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    [role='alert'] {
      margin-top: 12px;
      color: var(--ppf-danger);
    }
    .danger {
      --mat-button-filled-container-color: var(--ppf-danger);
      --mat-button-filled-label-text-color: var(--ppf-on-danger);
    }
  `,
})
export class ConfirmDialog {
  private readonly dialog = inject<MatDialogRef<ConfirmDialog, boolean>>(MatDialogRef);

  protected readonly text = text;
  protected readonly confirmation = inject<Confirmation>(MAT_DIALOG_DATA);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);

  protected async act(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    const failure = await this.confirmation.act();
    this.busy.set(false);
    this.failure.set(failure);
    if (failure === null) this.dialog.close(true);
  }
}

/** Opens the dialog. @returns whether the action was performed */
export async function confirm(injector: Injector, data: Confirmation): Promise<boolean> {
  const opened = injector.get(MatDialog).open<ConfirmDialog, Confirmation, boolean>(ConfirmDialog, {
    data,
    role: 'alertdialog',
  });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
