import { Component, inject, type Injector } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { CopyField } from '../../../ui/copy-field';
import { clockText } from '../../../ui/time-text';

/** A signing secret that is shown this once. */
export interface ShownSecret {
  /** Of the channel. */
  readonly name: string;
  readonly secret: string;
  /** Until when the one before signs too; null: there was none. */
  readonly previousUntil: string | null;
}

/** Shows a signing secret, which is never shown again. */
@Component({
  selector: 'ppf-secret-dialog',
  imports: [CopyField, MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>The secret of {{ shown.name }}</h2>
    <mat-dialog-content>
      <p>
        Copy it to the receiver now: it is not shown again. The receiver checks with it that a message is
        ours.
      </p>
      <ppf-copy-field label="Signing secret" [text]="shown.secret" />
      @if (until; as time) {
        <p class="ppf-muted">Until {{ time }} messages are signed with the secret before, too.</p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-flat-button type="button" mat-dialog-close>I have copied it</button>
    </mat-dialog-actions>
  `,
  styles: `
    ppf-copy-field {
      margin: 16px 0;
    }
  `,
})
export class SecretDialog {
  protected readonly shown = inject<ShownSecret>(MAT_DIALOG_DATA);
  protected readonly until =
    this.shown.previousUntil === null ? null : clockText(this.shown.previousUntil, Date.now());
}

/** Opens the dialog, until it is closed. A click beside it does not: the secret would be lost. */
export async function openSecretDialog(injector: Injector, data: ShownSecret): Promise<void> {
  const opened = injector
    .get(MatDialog)
    .open<SecretDialog, ShownSecret>(SecretDialog, { data, disableClose: true });
  await firstValueFrom(opened.afterClosed());
}
