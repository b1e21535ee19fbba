import { Component, inject, type Injector, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { MediaServerDetails, WorkshopPlacement } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { MediaServersApi } from '../../../api/media-servers-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { countText, moveText } from '../media-server-text';

/** What is moved, and where it can go. */
export interface WorkshopToMove {
  readonly workshop: WorkshopPlacement;
  readonly others: readonly MediaServerDetails[];
}

/** Asks where a workshop is to be, says whom that disconnects, and moves it. */
@Component({
  selector: 'ppf-move-workshop-dialog',
  imports: [MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>Move {{ given.workshop.workshop_name }}</h2>
    <mat-dialog-content>
      <p>{{ moveText(given.workshop) }}</p>
      <fieldset>
        <legend>To which media server?</legend>
        @for (server of given.others; track server.id) {
          <label class="choice">
            <input
              type="radio"
              name="server"
              [value]="server.id"
              [checked]="chosen() === server.id"
              (change)="chosen.set(server.id)"
            />
            <span>
              <strong>{{ server.name }}</strong>
              <span class="ppf-muted">
                {{ countText(server.cameras, 'camera')
                }}{{ server.health.reachable ? '' : ', does not answer' }}
              </span>
            </span>
          </label>
        }
      </fieldset>
      <p role="status" class="ppf-muted">
        {{ busy() ? 'Moving: the other server gets the paths first. This takes some seconds.' : '' }}
      </p>
      @if (failure(); as text) {
        <p role="alert">{{ text }}</p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" mat-dialog-close>Cancel</button>
      <button mat-flat-button type="button" [disabled]="busy()" disabledInteractive (click)="move()">
        Move workshop
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

  protected readonly given = inject<WorkshopToMove>(MAT_DIALOG_DATA);
  protected readonly chosen = signal(this.given.others[0]?.id ?? 0);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly countText = countText;
  protected readonly moveText = moveText;

  protected async move(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.api.place(this.given.workshop.workshop_id, this.chosen());
      this.dialog.close(true);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(false);
    }
  }
}

/** Opens the dialog; true when the workshop was moved. */
export async function openMoveWorkshopDialog(injector: Injector, data: WorkshopToMove): Promise<boolean> {
  const opened = injector
    .get(MatDialog)
    .open<MoveWorkshopDialog, WorkshopToMove, boolean>(MoveWorkshopDialog, { data });
  return (await firstValueFrom(opened.afterClosed())) ?? false;
}
