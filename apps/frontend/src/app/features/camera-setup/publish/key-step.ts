import { Component, computed, DOCUMENT, effect, inject, input, linkedSignal } from '@angular/core';
import { MatFormField, MatInputModule } from '@angular/material/input';
import type { PitStream } from '@ppf/contracts';
import type { Publisher } from '../../../pits/camera/camera-entry';
import { JwtMode } from '../../../pits/camera/jwt-mode';
import { Busy } from '../../../ui/busy';
import { Chip } from '../../../ui/chip';
import { CopyField } from '../../../ui/copy-field';
import { QrCode } from '../../../ui/qr-code';
import { type Segment, Segments } from '../../../ui/segments';
import { CameraSetupStore } from '../setup/camera-setup-store';
import { keyConsequence } from '../../../pits/camera/consequences';
import { PushCheck } from '../picture/push-check';
import { publisherChoices } from './publisher-choices';
import { pageUrlWithHost, publisherSettings, withHost } from './publisher-settings';
import { readPublisher, storePublisher } from './stored-publisher';
import { text } from '../texts/text';

/** In place of a host: the address as it is, for a publisher on the machine itself. */
const THIS_MACHINE = 'this-machine';

/** The settings of the publisher with its key, which is shown only once, and whether video arrives. */
@Component({
  selector: 'ppf-key-step',
  imports: [Busy, Chip, CopyField, MatFormField, MatInputModule, PushCheck, QrCode, Segments],
  templateUrl: './key-step.html',
  styleUrls: ['../setup/step.scss', './key-step.scss'],
})
export class KeyStep {
  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** The pit's stream. */
  readonly stream = input.required<PitStream>();

  protected readonly setup = inject(CameraSetupStore);
  private readonly jwtMode = inject(JwtMode);
  protected readonly text = text;
  protected readonly publishers = computed(() => publisherChoices(this.jwtMode.isOn()));
  /** The publisher whose settings are shown: the one of the setup, or the one of an earlier setup in this browser. */
  protected readonly publisher = linkedSignal<Publisher>(
    () => this.setup.entry().publisher ?? readPublisher(this.pitId()) ?? 'other',
  );
  protected readonly shown = computed(() => {
    const [key, host] = [this.setup.key(), this.host()];
    return key && publisherSettings(this.publisher(), host === THIS_MACHINE ? key : withHost(key, host));
  });
  /** Hosts to choose from, while the address leads to this machine only; null: it leads to the media server. */
  protected readonly hosts = computed<readonly Segment[] | null>(() => {
    const hosts = this.setup.key()?.lan_hosts;
    if (!hosts) return null;
    return [
      { value: THIS_MACHINE, label: text('key.hosts.thisMachine') },
      ...hosts.map((host) => ({ value: host, label: host })),
    ];
  });
  /** The chosen host; at first this machine, because the installation is not reachable at another one yet. */
  protected readonly host = linkedSignal<readonly Segment[] | null, string>({
    source: this.hosts,
    computation: () => THIS_MACHINE,
  });
  private readonly page = inject(DOCUMENT).location;
  /** Setting with which other machines reach this page; null: the encoder is on this machine. */
  protected readonly publicUrl = computed(() =>
    this.host() === THIS_MACHINE ? null : pageUrlWithHost(this.page, this.host()),
  );
  protected readonly isReceiving = computed(() => this.stream().status === 'live');
  protected readonly consequence = computed(() => keyConsequence(this.setup.camera(), this.stream().readers));

  constructor() {
    effect(() => {
      if (this.setup.key()) storePublisher(this.pitId(), this.publisher());
    });
  }

  protected choosePublisher(value: string): void {
    const chosen = this.publishers().find((each) => each.value === value);
    if (chosen) this.publisher.set(chosen.value);
  }
}
