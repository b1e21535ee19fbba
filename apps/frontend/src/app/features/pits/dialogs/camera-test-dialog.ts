import { afterNextRender, Component, inject, type Injector, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule } from '@angular/material/dialog';
import type { Pit } from '@ppf/contracts';
import { CameraTestPanel } from './camera-test-panel';

/** Tests the camera that a pit has, at once. */
@Component({
  selector: 'ppf-camera-test-dialog',
  imports: [CameraTestPanel, MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>Test of pit {{ pit.number }}’s camera</h2>
    <mat-dialog-content>
      <ppf-camera-test-panel [pitId]="pit.id" [request]="saved" />
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" mat-dialog-close>Close</button>
    </mat-dialog-actions>
  `,
})
export class CameraTestDialog {
  private readonly panel = viewChild.required(CameraTestPanel);

  protected readonly pit = inject<Pit>(MAT_DIALOG_DATA);
  protected readonly saved = {};

  constructor() {
    afterNextRender(() => void this.panel().run());
  }
}

/** Opens the dialog. */
export function openCameraTestDialog(injector: Injector, data: Pit): void {
  injector.get(MatDialog).open<CameraTestDialog, Pit>(CameraTestDialog, { data, width: '560px' });
}
