import { Component, computed, inject, input } from '@angular/core';
import type { PitStream } from '@ppf/contracts';
import { Busy } from '../../../../ui/busy';
import { Chip } from '../../../../ui/chip';
import { CopyField } from '../../../../ui/copy-field';
import { QrCode } from '../../../../ui/qr-code';
import { CameraSetupStore } from './camera-setup-store';
import { keyConsequence } from '../consequences';
import { PushCheck } from './push-check';
import { pushLines } from '../push-lines';

/** The exact line for the sender, with its key in it, shown this once; and whether it sends yet. */
@Component({
  selector: 'ppf-key-step',
  imports: [Busy, Chip, CopyField, PushCheck, QrCode],
  templateUrl: './key-step.html',
  styleUrls: ['./step.scss', './key-step.scss'],
})
export class KeyStep {
  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** What is known of the pit's stream. */
  readonly stream = input.required<PitStream>();

  protected readonly setup = inject(CameraSetupStore);
  protected readonly shown = computed(() => {
    const key = this.setup.key();
    return key && pushLines(this.setup.entry().sender ?? 'other', key);
  });
  protected readonly sends = computed(() => this.stream().status === 'live');
  protected readonly consequence = computed(() => keyConsequence(this.setup.camera(), this.stream().readers));
}
