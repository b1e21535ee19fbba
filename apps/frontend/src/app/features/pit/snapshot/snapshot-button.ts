import { Component, input, signal } from '@angular/core';
import camera from 'lucide-static/icons/camera.svg';
import { download } from '../../../ui/download';
import { Icon } from '../../../ui/icon';
import { snapshotName, takeSnapshot } from './snapshot';
import { text } from '../texts/text';

/** Saves the current frame as a JPEG file. */
@Component({
  selector: 'ppf-snapshot-button',
  imports: [Icon],
  template: `
    <button type="button" class="ppf-button" [disabled]="!ready()" (click)="save()">
      <ppf-icon [svg]="camera" />{{ text('snapshot.action') }}
    </button>
    <span role="status" class="ppf-muted">{{ result() }}</span>
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
  /** The element that holds the video. */
  readonly stage = input.required<HTMLElement>();
  /** For the file name. */
  readonly pitNumber = input.required<number>();
  /** Whether there is video. */
  readonly ready = input.required<boolean>();

  protected readonly text = text;
  protected readonly result = signal('');
  protected readonly camera = camera;

  protected async save(): Promise<void> {
    const video = this.stage().querySelector<HTMLVideoElement>('video[data-testid="pit-video"]');
    const picture = video && (await takeSnapshot(video));
    if (!picture) return this.result.set(text('snapshot.failed'));
    const name = snapshotName(this.pitNumber(), new Date());
    download(picture, name);
    this.result.set(text('snapshot.saved', { name }));
  }
}
