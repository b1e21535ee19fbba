import { Component, computed, inject, input } from '@angular/core';
import type { Camera, PitStream } from '@ppf/contracts';
import { Clock } from '../../ui/clock';
import { CopyField } from '../../ui/copy-field';
import { clockText } from '../../ui/time-text';

/**
 * Says that a camera which publishes by itself has to be given another address: its workshop was moved, or its media
 * server has another one. Shows nothing when there is nothing to do.
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
        <p class="ppf-muted">User and key stay as they are.</p>
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

  /** What to do; null: nothing. A picture that is there came from somewhere. */
  protected readonly changed = computed(() => {
    const at = this.camera()?.publish_address_changed_at ?? null;
    if (at === null || this.addresses().length === 0 || this.stream()?.status === 'live') return null;
    return `Its address changed at ${clockText(at, this.clock.now())}. Enter this in the camera:`;
  });
  protected readonly addresses = computed(() => {
    const camera = this.camera();
    return [
      { label: 'New address', text: camera?.publish_address ?? null },
      { label: 'New address of the second stream', text: camera?.sub_publish_address ?? null },
    ].flatMap(({ label, text }) => (text === null ? [] : [{ label, text }]));
  });
}
