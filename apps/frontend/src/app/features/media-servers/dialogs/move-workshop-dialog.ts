import { Component, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { MediaServerDetails, WorkshopPlacement } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { MediaServersApi } from '../../../api/media-servers-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { camerasText, moveText } from '../media-server-text';
import { text } from '../texts/text';

/** Input of the dialog. */
export interface MoveWorkshopDialogData {
  readonly workshop: WorkshopPlacement;
  readonly others: readonly MediaServerDetails[];
}

/** Moves a workshop to another media server. */
@Component({
  selector: 'ppf-move-workshop-dialog',
  imports: [MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ text('moveDialog.heading', { name: data.workshop.workshop_name }) }}</h2>
    <mat-dialog-content>
      <p>{{ moveText(data.workshop) }}</p>
      <fieldset>
        <legend>{{ text('moveDialog.legend') }}</legend>
        @for (server of data.others; track server.id) {
          <label class="choice">
            <input
              type="radio"
              name="server"
              [value]="server.id"
              [checked]="selected() === server.id"
              (change)="selected.set(server.id)"
            />
            <span>
              <strong>{{ server.name }}</strong>
              <span class="ppf-muted">
                {{
                  server.health.reachable
                    ? camerasText(server.cameras)
                    : text('moveDialog.unreachable', { cameras: camerasText(server.cameras) })
                }}
              </span>
            </span>
          </label>
        }
      </fieldset>
      <p role="status" class="ppf-muted">
        {{ busy() ? text('moveDialog.moving') : '' }}
      </p>
      @if (failure(); as message) {
        <p role="alert">{{ message }}</p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" mat-dialog-close>{{ text('moveDialog.cancel') }}</button>
      <button mat-flat-button type="button" [disabled]="busy()" disabledInteractive (click)="move()">
        {{ text('moveDialog.action') }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    fieldset {
      margin: 16px 0 8px;
      padding: 0;
      border: 0;
    }
    .choice {
      display: flex;
      align-items: center;
      gap: 12px;
      min-height: 56px;
      cursor: pointer;
    }
    .choice strong {
      display: block;
      color: var(--ppf-text);
      font-weight: 600;
    }
    input {
      flex: none;
      width: 20px;
      height: 20px;
      margin: 0;
      accent-color: var(--ppf-accent);
    }
    [role='alert'] {
      color: var(--ppf-danger);
    }
  `,
})
export class MoveWorkshopDialog {
  private readonly api = inject(MediaServersApi);
  private readonly dialog = inject<MatDialogRef<MoveWorkshopDialog, boolean>>(MatDialogRef);

  protected readonly data = inject<MoveWorkshopDialogData>(MAT_DIALOG_DATA);
  protected readonly selected = signal(this.data.others[0]?.id ?? 0);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly camerasText = camerasText;
  protected readonly text = text;
  protected readonly moveText = moveText;

  protected async move(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.api.place(this.data.workshop.workshop_id, this.selected());
      this.dialog.close(true);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(false);
    }
  }
}

/** Opens the dialog. @returns whether the workshop was moved */
export async function openMoveWorkshopDialog(
  injector: Injector,
  data: MoveWorkshopDialogData,
): Promise<boolean> {
  const opened = injector
    .get(MatDialog)
    .open<MoveWorkshopDialog, MoveWorkshopDialogData, boolean>(MoveWorkshopDialog, { data });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
