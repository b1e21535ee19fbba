import { Component, computed, inject, input } from '@angular/core';
import type { Camera, PitStream } from '@ppf/contracts';
import { Clock } from '../../ui/clock';
import { CopyField } from '../../ui/copy-field';
import { formatRecent } from '../../texts';
import { cameraText } from './texts/text';

/**
 * Asks the user to enter a new publish address in a camera: its workshop was moved, or the address of its media server
 * changed. Shows nothing when there is nothing to do.
 */
@Component({
  selector: 'ppf-publish-address-changed',
  imports: [CopyField],
  template: `
    @if (changed(); as text) {
      <div class="changed" role="status">
        <p>{{ text }}</p>
        @for (address of addresses(); track address.label) {
          <ppf-copy-field [label]="address.label" [text]="address.text" />
        }
        <p class="ppf-muted">{{ label('publishAddressChanged.keep') }}</p>
      </div>
    }
  `,
  styles: `
    .changed {
      display: grid;
      gap: 8px;
      padding: 12px 16px;
      border: 1px solid var(--ppf-control-line);
      border-radius: var(--ppf-radius);
    }
    p {
      margin: 0;
    }
  `,
})
export class PublishAddressChanged {
  /** The pit's camera. */
  readonly camera = input.required<Camera | null>();
  /** What the media server reports of it. */
  readonly stream = input.required<PitStream | undefined>();

  private readonly clock = inject(Clock);
  protected readonly label = cameraText;

  /** What to do; null: nothing. A live stream proves that the camera uses the right address. */
  protected readonly changed = computed(() => {
    const at = this.camera()?.publish_address_changed_at ?? null;
    if (at === null || this.addresses().length === 0 || this.stream()?.status === 'live') return null;
    return cameraText('publishAddressChanged.text', { time: formatRecent(at, this.clock.now()) });
  });
  protected readonly addresses = computed(() => {
    const camera = this.camera();
    return [
      { label: cameraText('publishAddressChanged.main'), text: camera?.publish_address ?? null },
      { label: cameraText('publishAddressChanged.sub'), text: camera?.sub_publish_address ?? null },
    ].flatMap(({ label, text }) => (text === null ? [] : [{ label, text }]));
  });
}
