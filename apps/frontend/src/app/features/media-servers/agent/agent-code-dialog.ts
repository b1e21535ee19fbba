import { Component, inject, type Injector } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule } from '@angular/material/dialog';
import type { MediaAgentCode } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { formatRecent } from '../../../texts';
import { CopyField } from '../../../ui/copy-field';
import { text } from '../texts/text';

/** A one-time code, which is shown once. */
export interface ShownCode extends MediaAgentCode {
  /** Name of the media server. */
  readonly name: string;
}

/** Shows the one-time code that enrols a media agent. */
@Component({
  selector: 'ppf-agent-code-dialog',
  imports: [CopyField, MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ text('agentCode.heading', { name: shown.name }) }}</h2>
    <mat-dialog-content>
      <p>{{ text('agentCode.note', { time: until }) }}</p>
      <ppf-copy-field [label]="text('agentCode.label')" [text]="shown.code" />
      <p class="ppf-muted">{{ text('agentCode.steps') }}</p>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-flat-button type="button" mat-dialog-close>{{ text('agentCode.done') }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    ppf-copy-field {
      margin: 16px 0;
    }
  `,
})
export class AgentCodeDialog {
  protected readonly text = text;
  protected readonly shown = inject<ShownCode>(MAT_DIALOG_DATA);
  protected readonly until = formatRecent(this.shown.expires_at, Date.now());
}

/** Opens the dialog and waits until it is closed. A click beside it does not close it, which would lose the code. */
export async function openAgentCodeDialog(injector: Injector, data: ShownCode): Promise<void> {
  const opened = injector
    .get(MatDialog)
    .open<AgentCodeDialog, ShownCode>(AgentCodeDialog, { data, disableClose: true });
  await firstValueFrom(opened.afterClosed());
}
