import { Component, inject, type Injector } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { CopyField } from '../../../ui/copy-field';
import { formatRecent } from '../../../texts';
import { text } from '../texts/text';

/** A signing secret, which is shown once. */
export interface ShownSecret {
  /** Name of the channel. */
  readonly name: string;
  readonly secret: string;
  /** Expiry of the previous secret; null without one. */
  readonly previousUntil: string | null;
}

/** Shows a signing secret. */
@Component({
  selector: 'ppf-secret-dialog',
  imports: [CopyField, MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ text('secretDialog.heading', { name: shown.name }) }}</h2>
    <mat-dialog-content>
      <p>
        {{ text('secretDialog.note') }}
      </p>
      <ppf-copy-field [label]="text('secretDialog.label')" [text]="shown.secret" />
      @if (until; as time) {
        <p class="ppf-muted">{{ text('secretDialog.previous', { time }) }}</p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-flat-button type="button" mat-dialog-close>{{ text('secretDialog.done') }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    ppf-copy-field {
      margin: 16px 0;
    }
  `,
})
export class SecretDialog {
  protected readonly text = text;
  protected readonly shown = inject<ShownSecret>(MAT_DIALOG_DATA);
  protected readonly until =
    this.shown.previousUntil === null ? null : formatRecent(this.shown.previousUntil, Date.now());
}

/** Opens the dialog and waits until it is closed. A click beside it does not close it, which would lose the secret. */
export async function openSecretDialog(injector: Injector, data: ShownSecret): Promise<void> {
  const opened = injector
    .get(MatDialog)
    .open<SecretDialog, ShownSecret>(SecretDialog, { data, disableClose: true });
  await firstValueFrom(opened.afterClosed());
}
