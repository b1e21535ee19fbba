import { Component, computed, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { Pit, PublishKey } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { PitsApi } from '../../../api/pits-api';
import { ProblemError } from '../../../api/problem-error';
import { problemText } from '../../../api/problem-text';
import { CopyField } from '../../../ui/copy-field';

/** Makes a publish key, after saying what becomes of the one before, and shows it this once. */
@Component({
  selector: 'ppf-publish-key-dialog',
  imports: [CopyField, MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>Publish key of pit {{ pit.number }}</h2>
    <mat-dialog-content>
      @if (key(); as made) {
        <p>
          Set one of these addresses at the camera now. <strong>The key is shown this once</strong>; when it
          is lost, make a new one.
        </p>
        <div class="keys">
          <ppf-copy-field label="Address with the key" [text]="made.publish_url" />
          <ppf-copy-field
            label="For an ESP32-CAM and others without sign-in"
            [text]="made.publish_url_with_query"
          />
          <ppf-copy-field label="User" [text]="made.user" />
          <ppf-copy-field label="Key" [text]="made.key" />
        </div>
      } @else {
        <p>
          @if (replaces()) {
            A new key is made, and the one that the camera has now ends at once: it stops sending until it
            gets the new one.
          } @else {
            A key is made. The camera sends its picture with it, and only for this pit.
          }
        </p>
        @if (failure(); as text) {
          <p class="failure" role="alert">{{ text }}</p>
        }
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      @if (key()) {
        <button mat-flat-button type="button" [mat-dialog-close]="true">Done</button>
      } @else {
        <button mat-button type="button" mat-dialog-close>Cancel</button>
        <button mat-flat-button type="button" [disabled]="busy()" disabledInteractive (click)="make()">
          {{ replaces() ? 'Replace the key' : 'Make the key' }}
        </button>
      }
    </mat-dialog-actions>
  `,
  styleUrl: './dialog.scss',
})
export class PublishKeyDialog {
  private readonly pits = inject(PitsApi);
  private readonly dialog = inject<MatDialogRef<PublishKeyDialog, boolean>>(MatDialogRef);

  protected readonly pit = inject<Pit>(MAT_DIALOG_DATA);
  protected readonly key = signal<PublishKey | null>(null);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly replaces = computed(() => this.pit.camera?.has_publish_key === true);

  constructor() {
    if (!this.replaces()) void this.make();
  }

  protected async make(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      this.key.set(await this.pits.makePublishKey(this.pit.id));
      // A click beside the dialog must not lose what is shown only once.
      this.dialog.disableClose = true;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(problemText(problem));
    } finally {
      this.busy.set(false);
    }
  }
}

/** Opens the dialog; true when a key was made. */
export async function openPublishKeyDialog(injector: Injector, data: Pit): Promise<boolean> {
  const opened = injector.get(MatDialog).open<PublishKeyDialog, Pit, boolean>(PublishKeyDialog, { data });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
