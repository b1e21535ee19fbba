import { Component, input, signal } from '@angular/core';
import camera from 'lucide-static/icons/camera.svg';
import { download } from '../../ui/download';
import { Icon } from '../../ui/icon';
import { snapshotName, takeSnapshot } from './snapshot';

/** Saves the picture that is shown now. */
@Component({
  selector: 'ppf-snapshot-button',
  imports: [Icon],
  template: `
    <button type="button" class="ppf-button" [disabled]="!ready()" (click)="save()">
      <ppf-icon [svg]="camera" />Snapshot
    </button>
    <span role="status" class="ppf-muted">{{ said() }}</span>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 12px;
    }
  `,
})
export class SnapshotButton {
  /** Where the video is looked for. */
  readonly stage = input.required<HTMLElement>();
  /** For the file's name. */
  readonly pitNumber = input.required<number>();
  /** Whether there is a picture. */
  readonly ready = input.required<boolean>();

  protected readonly said = signal('');
  protected readonly camera = camera;

  protected async save(): Promise<void> {
    const video = this.stage().querySelector<HTMLVideoElement>('video[data-testid="pit-video"]');
    const picture = video && (await takeSnapshot(video));
    if (!picture) return this.said.set('There is no picture to save just now.');
    const name = snapshotName(this.pitNumber(), new Date());
    download(picture, name);
    this.said.set(`Saved as ${name}`);
  }
}
