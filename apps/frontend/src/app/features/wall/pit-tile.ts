import { Component, computed, effect, inject, input, linkedSignal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Pit } from '@ppf/contracts';
import pause from 'lucide-static/icons/circle-pause.svg';
import videoOff from 'lucide-static/icons/video-off.svg';
import { StreamsApi } from '../../api/streams-api';
import { startEarlySession, StreamTokenLoader } from '../../player';
import { Chip } from '../../ui/chip';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { formatRecent } from '../../texts';
import { pitLink } from '../../pits/pit-address';
import { pitLabel, pitStateText } from '../../pits/pit-state-text';
import { tileStream } from './stored-wall';
import { text } from './texts/text';

/** One pit of the wall: its live video, status and label. The whole tile links to the page of the pit. */
@Component({
  selector: 'ppf-pit-tile',
  imports: [Chip, Icon, RouterLink, StreamTokenLoader],
  template: `
    @if (isOn()) {
      <!-- The player's buttons are on the pit's page; the tile is one link to it. -->
      <div class="picture" inert>
        <ppf-stream-token-loader
          [pitId]="pit().id"
          [stream]="stream()"
          [usesSub]="usesSub()"
          [camera]="pit().camera"
          [label]="label()"
        />
      </div>
    } @else {
      <div class="picture none">
        <ppf-icon [svg]="pit().camera ? pause : videoOff" [size]="32" />
        <p>{{ text(pit().camera ? 'tile.paused' : 'tile.noCamera') }}</p>
      </div>
    }
    <!-- Screen readers read the label, then the status. What shows the status visually is hidden from them. -->
    <a [routerLink]="pitLink(pit())" (click)="startSession($event)">
      <span class="name">
        {{ label() }}<span class="ppf-sr-only">, {{ state().sentence }}</span>
        @if (since(); as time) {
          <span class="since ppf-figures" aria-hidden="true">{{ text('tile.since', { time }) }}</span>
        }
      </span>
      @if (!isOn()) {
        <ppf-chip aria-hidden="true" [tone]="state().tone">{{ state().word }}</ppf-chip>
      }
    </a>
  `,
  styleUrl: './pit-tile.scss',
  host: { '[class.live]': 'isPlaying()' },
})
export class PitTile {
  private readonly clock = inject(Clock);
  private readonly streams = inject(StreamsApi);

  /** The pit. */
  readonly pit = input.required<Pit>();

  protected readonly text = text;
  protected readonly pitLink = pitLink;
  protected readonly pause = pause;
  protected readonly videoOff = videoOff;
  /** Whether there is a camera that is not paused. */
  protected readonly isOn = computed(() => this.pit().camera?.paused === false);
  private readonly player = viewChild(StreamTokenLoader);
  protected readonly label = computed(() => pitLabel(this.pit()));
  private readonly reportedSub = computed(() => this.pit().sub_stream);
  /** A tile is small, so it plays the second stream while the camera sends both. */
  protected readonly usesSub = computed(() => tileStream(this.pit()) === 'sub' && !this.isSubMissing());
  /**
   * Whether the media server did not have the second stream, although the API last reported it as live: there are no
   * events about it. The next response about the pits clears it.
   */
  private readonly isSubMissing = linkedSignal({ source: this.reportedSub, computation: () => false });
  /** Status of the stream that is played. */
  protected readonly stream = computed(
    () => {
      const { stream, sub_stream: sub } = this.pit();
      return (this.usesSub() ? sub : null) ?? stream;
    },
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  protected readonly isPlaying = computed(() => this.player()?.view().state === 'live');
  /** Since when the stream is live, while it plays here: the chip shows the time of other states. */
  protected readonly since = computed(() => {
    const { status, since } = this.pit().stream;
    const live = status === 'live' && this.isPlaying();
    return live && since ? formatRecent(since, this.clock.now()) : null;
  });
  protected readonly state = computed(() =>
    pitStateText(this.pit().stream, this.player()?.view() ?? null, this.pit().camera, this.clock.now()),
  );

  constructor() {
    effect(() => {
      if (this.usesSub() && this.player()?.view().failure === 'no-stream') this.isSubMissing.set(true);
    });
  }

  /** Starts the viewing session of the page before it is rendered, unless the link opens in another tab. */
  protected startSession({ button, altKey, ctrlKey, metaKey, shiftKey }: MouseEvent): void {
    const { id, camera } = this.pit();
    const opensElsewhere = button !== 0 || altKey || ctrlKey || metaKey || shiftKey;
    if (camera && !opensElsewhere) startEarlySession(id, () => this.streams.issueTokenNow(id));
  }
}
