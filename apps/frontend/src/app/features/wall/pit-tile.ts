import { Component, computed, inject, input, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Pit } from '@ppf/contracts';
import pause from 'lucide-static/icons/circle-pause.svg';
import videoOff from 'lucide-static/icons/video-off.svg';
import { StreamsApi } from '../../api/streams-api';
import { startEarlySession, StreamTokenLoader } from '../../player';
import { Chip } from '../../ui/chip';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { clockText } from '../../ui/time-text';
import { pitLink } from '../../pits/pit-address';
import { pitLabel, pitStateText } from '../../pits/pit-state-text';

/** One pit of the wall: its moving picture, its state, its name. The whole tile is the link to its page. */
@Component({
  selector: 'ppf-pit-tile',
  imports: [Chip, Icon, RouterLink, StreamTokenLoader],
  template: `
    @if (isOn()) {
      <!-- The player's own buttons are on the pit's page; here everything leads there. -->
      <div class="picture" inert>
        <ppf-stream-token-loader
          [pitId]="pit().id"
          [stream]="stream()"
          [camera]="pit().camera"
          [label]="label()"
        />
      </div>
    } @else {
      <div class="picture none">
        <ppf-icon [svg]="pit().camera ? pause : videoOff" [size]="32" />
        <p>{{ pit().camera ? 'Paused' : 'No camera yet' }}</p>
      </div>
    }
    <!-- Its name is said in this order: the pit, then its state. What shows the state to the eye is not said twice. -->
    <a [routerLink]="pitLink(pit())" (click)="begin($event)">
      <span class="name">
        {{ label() }}<span class="ppf-sr-only">, {{ state().sentence }}</span>
        @if (since(); as text) {
          <span class="since ppf-figures" aria-hidden="true">since {{ text }}</span>
        }
      </span>
      @if (!isOn()) {
        <ppf-chip aria-hidden="true" [tone]="state().tone">{{ state().word }}</ppf-chip>
      }
    </a>
  `,
  styleUrl: './pit-tile.scss',
  host: { '[class.live]': 'isSeenLive()' },
})
export class PitTile {
  private readonly clock = inject(Clock);
  private readonly streams = inject(StreamsApi);

  /** The pit. */
  readonly pit = input.required<Pit>();

  protected readonly pitLink = pitLink;
  protected readonly pause = pause;
  protected readonly videoOff = videoOff;
  /** There is a camera, and it may be seen. */
  protected readonly isOn = computed(() => this.pit().camera?.paused === false);
  private readonly player = viewChild(StreamTokenLoader);
  protected readonly label = computed(() => pitLabel(this.pit()));
  protected readonly stream = computed(() => this.pit().stream, {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  protected readonly isSeenLive = computed(() => this.player()?.view().state === 'live');
  /** Only of a picture that is seen: other states say it on their chip. */
  protected readonly since = computed(() => {
    const { status, since } = this.pit().stream;
    const live = status === 'live' && this.isSeenLive();
    return live && since ? clockText(since, this.clock.now()) : null;
  });
  protected readonly state = computed(() =>
    pitStateText(this.pit().stream, this.player()?.view() ?? null, this.pit().camera, this.clock.now()),
  );

  /** The page's picture is asked for while the page is still being made; not for one that goes into another tab. */
  protected begin({ button, altKey, ctrlKey, metaKey, shiftKey }: MouseEvent): void {
    const { id, camera } = this.pit();
    const elsewhere = button !== 0 || altKey || ctrlKey || metaKey || shiftKey;
    if (camera && !elsewhere) startEarlySession(id, () => this.streams.issueToken(id));
  }
}
