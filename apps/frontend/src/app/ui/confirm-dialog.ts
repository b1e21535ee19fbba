import { Component, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';

/** A step that cannot be taken back, before it is taken. */
export interface Confirmation {
  readonly heading: string;
  /** What will happen, in sentences. */
  readonly consequence: string;
  /** On the button: the verb and its object. */
  readonly action: string;
  /** Takes the step; answers with a sentence when it failed, else null. */
  readonly act: () => Promise<string | null>;
}

/** Says what will happen, and asks. */
@Component({
  selector: 'ppf-confirm-dialog',
  imports: [MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ confirmation.heading }}</h2>
    <mat-dialog-content>
      <p>{{ confirmation.consequence }}</p>
      @if (failure(); as text) {
        <p role="alert">{{ text }}</p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" mat-dialog-close cdkFocusInitial>Cancel</button>
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

/** Asks; true when the step was taken. */
export async function confirm(injector: Injector, data: Confirmation): Promise<boolean> {
  const opened = injector.get(MatDialog).open<ConfirmDialog, Confirmation, boolean>(ConfirmDialog, {
    data,
    role: 'alertdialog',
  });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
