import { Component, computed, inject, input, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Pit } from '@ppf/contracts';
import videoOff from 'lucide-static/icons/video-off.svg';
import { StreamTokenLoader } from '../../player';
import { Chip } from '../../ui/chip';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { pitLabel, pitStateText } from './pit-state-text';

/** One pit of the wall: its moving picture, its state, its name. The whole tile is the link to its page. */
@Component({
  selector: 'ppf-pit-tile',
  imports: [Chip, Icon, RouterLink, StreamTokenLoader],
  template: `
    @if (pit().camera) {
      <!-- The player's own buttons are on the pit's page; here everything leads there. -->
      <div class="picture" inert>
        <ppf-stream-token-loader [pitId]="pit().id" [stream]="stream()" [label]="label()" />
      </div>
    } @else {
      <div class="picture none">
        <ppf-icon [svg]="videoOff" [size]="32" />
        <p>No camera yet</p>
      </div>
    }
    <a [routerLink]="['/pits', pit().id]" [attr.aria-label]="label() + ', ' + state().sentence">
      @if (!pit().camera) {
        <ppf-chip [tone]="state().tone">{{ state().word }}</ppf-chip>
      }
      <span class="name">{{ label() }}</span>
    </a>
  `,
  styleUrl: './pit-tile.scss',
})
export class PitTile {
  private readonly clock = inject(Clock);

  /** The pit. */
  readonly pit = input.required<Pit>();

  protected readonly videoOff = videoOff;
  private readonly player = viewChild(StreamTokenLoader);
  protected readonly label = computed(() => pitLabel(this.pit()));
  protected readonly stream = computed(() => this.pit().stream, {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  protected readonly state = computed(() =>
    pitStateText(
      this.pit().stream,
      this.player()?.view() ?? null,
      this.pit().camera !== null,
      this.clock.now(),
    ),
  );
}
