import { Component, computed, inject, Injector, input, output } from '@angular/core';
import type { Pit } from '@ppf/contracts';
import activity from 'lucide-static/icons/activity.svg';
import keyRound from 'lucide-static/icons/key-round.svg';
import pencil from 'lucide-static/icons/pencil.svg';
import trash from 'lucide-static/icons/trash-2.svg';
import { Icon } from '../../ui/icon';
import { shownAddress } from './camera-address';

/** A pit's camera, without its secrets, and what its owner can do with it. */
@Component({
  selector: 'ppf-camera-card',
  imports: [Icon],
  templateUrl: './camera-card.html',
  styleUrl: './card.scss',
})
export class CameraCard {
  private readonly injector = inject(Injector);

  /** The pit. */
  readonly pit = input.required<Pit>();
  /** Whether the person may change it. */
  readonly mayManage = input.required<boolean>();
  /** Something was changed. */
  readonly changed = output();

  protected readonly address = computed(() => {
    const { camera } = this.pit();
    return camera ? shownAddress(camera) : '';
  });
  protected readonly activity = activity;
  protected readonly keyRound = keyRound;
  protected readonly pencil = pencil;
  protected readonly trash = trash;

  protected async edit(): Promise<void> {
    const { openCameraDialog } = await import('./dialogs/camera-dialog');
    if (await openCameraDialog(this.injector, this.pit())) this.changed.emit();
  }

  protected async test(): Promise<void> {
    const { openCameraTestDialog } = await import('./dialogs/camera-test-dialog');
    openCameraTestDialog(this.injector, this.pit());
  }

  protected async makeKey(): Promise<void> {
    const { openPublishKeyDialog } = await import('./dialogs/publish-key-dialog');
    if (await openPublishKeyDialog(this.injector, this.pit())) this.changed.emit();
  }

  protected async remove(): Promise<void> {
    const { confirmCameraRemoval } = await import('./dialogs/confirmations');
    if (await confirmCameraRemoval(this.injector, this.pit())) this.changed.emit();
  }
}
