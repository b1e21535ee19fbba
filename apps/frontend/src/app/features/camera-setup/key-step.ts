import { Component, computed, DOCUMENT, inject, input, linkedSignal } from '@angular/core';
import type { PitStream } from '@ppf/contracts';
import { Busy } from '../../ui/busy';
import { Chip } from '../../ui/chip';
import { CopyField } from '../../ui/copy-field';
import { QrCode } from '../../ui/qr-code';
import { type Segment, Segments } from '../../ui/segments';
import { CameraSetupStore } from './camera-setup-store';
import { keyConsequence } from '../../pits/camera/consequences';
import { PushCheck } from './push-check';
import { keyAt, pageUrlAt, pushLines } from './push-lines';

/** In place of a host: the address as it is, for a sender on the machine itself. */
const THIS_MACHINE = 'this-machine';

/** The exact line for the sender, with its key in it, shown this once; and whether it sends yet. */
@Component({
  selector: 'ppf-key-step',
  imports: [Busy, Chip, CopyField, PushCheck, QrCode, Segments],
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
    const [key, host] = [this.setup.key(), this.host()];
    return (
      key && pushLines(this.setup.entry().sender ?? 'other', host === THIS_MACHINE ? key : keyAt(key, host))
    );
  });
  /** Where the sender may be, while the address leads to this machine only; null: it leads there. */
  protected readonly hosts = computed<readonly Segment[] | null>(() => {
    const hosts = this.setup.key()?.lan_hosts;
    if (!hosts) return null;
    return [
      { value: THIS_MACHINE, label: 'This machine' },
      ...hosts.map((host) => ({ value: host, label: host })),
    ];
  });
  /** The chosen one; at first this machine, since nothing else is reached before the installation is started otherwise. */
  protected readonly host = linkedSignal<readonly Segment[] | null, string>({
    source: this.hosts,
    computation: () => THIS_MACHINE,
  });
  private readonly page = inject(DOCUMENT).location;
  /** The setting by which other machines reach this page; null: the encoder is on this machine. */
  protected readonly publicUrl = computed(() =>
    this.host() === THIS_MACHINE ? null : pageUrlAt(this.page, this.host()),
  );
  protected readonly sends = computed(() => this.stream().status === 'live');
  protected readonly consequence = computed(() => keyConsequence(this.setup.camera(), this.stream().readers));
}
