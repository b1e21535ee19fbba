import { Component, inject, Injector, input, output } from '@angular/core';
import { Router } from '@angular/router';
import type { Pit } from '@ppf/contracts';
import pause from 'lucide-static/icons/pause.svg';
import trash from 'lucide-static/icons/trash-2.svg';
import { Icon } from '../../ui/icon';
import { pitLink } from '../../pits/pit-address';
import { text } from './texts/text';

/** Buttons to pause and to remove a camera. Each confirmation shows how many viewers it affects. */
@Component({
  selector: 'ppf-camera-ending',
  imports: [Icon],
  template: `
    <h2>{{ text('ending.heading') }}</h2>
    <p class="ppf-muted">{{ text('ending.body') }}</p>
    <div class="actions">
      @if (!pit().camera?.paused) {
        <button type="button" class="ppf-button" (click)="pauseCamera()">
          <ppf-icon [svg]="pause" [size]="18" />{{ text('ending.pause') }}
        </button>
      }
      <button type="button" class="ppf-button ppf-button--danger" (click)="remove()">
        <ppf-icon [svg]="trash" [size]="18" />{{ text('ending.remove') }}
      </button>
    </div>
  `,
  styleUrl: '../../ui/card.scss',
})
export class CameraEnding {
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);

  /** The pit of the camera. */
  readonly pit = input.required<Pit>();
  /** The camera was paused. */
  readonly changed = output();

  protected readonly text = text;
  protected readonly pause = pause;
  protected readonly trash = trash;

  protected async pauseCamera(): Promise<void> {
    const { confirmCameraPause } = await import('../../pits/confirmations');
    if (await confirmCameraPause(this.injector, this.pit())) this.changed.emit();
  }

  protected async remove(): Promise<void> {
    const { confirmCameraRemoval } = await import('../../pits/confirmations');
    if (await confirmCameraRemoval(this.injector, this.pit()))
      await this.router.navigate(pitLink(this.pit()));
  }
}
