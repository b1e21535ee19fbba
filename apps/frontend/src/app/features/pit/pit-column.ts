import { afterRenderEffect, Component, input, output, signal, untracked, viewChild } from '@angular/core';
import type { Pit, PlayerFindings } from '@ppf/contracts';
import { CameraCard } from './details/camera-card';
import { TroubleshootingCard } from './troubleshooting/troubleshooting-card';
import type { Figures } from '../../pits/figures-text';
import { HistoryCard } from './history/history-card';
import { PublishAddressChanged } from '../../pits/camera/publish-address-changed';
import { PitCard } from './details/pit-card';
import { PitFacts } from './details/pit-facts';
import { SnapshotButton } from './snapshot/snapshot-button';
import { ViewersCard } from './viewers/viewers-card';

/** The column beside a pit's video. Each part loads what it needs besides the pit itself. */
@Component({
  selector: 'ppf-pit-column',
  imports: [
    CameraCard,
    HistoryCard,
    PitCard,
    PitFacts,
    PublishAddressChanged,
    SnapshotButton,
    TroubleshootingCard,
    ViewersCard,
  ],
  template: `
    @if (pit().camera) {
      <ppf-pit-facts
        [stream]="pit().stream"
        [status]="status()"
        [figures]="figures()"
        [staleFor]="staleFor()"
        [viewers]="listedViewers() ?? pit().stream.readers"
      />
      <ppf-snapshot-button [stage]="stage()" [pitNumber]="pit().number" [ready]="hasPicture()" />
      @if (canDiagnose()) {
        @defer (on idle; when isRequested()) {
          <ppf-troubleshooting-card
            #troubleshooting
            [pitId]="pit().id"
            [hasProblem]="hasProblem()"
            [hasPicture]="hasPicture()"
            [findings]="findings()"
          />
        } @placeholder {
          <div class="troubleshooting"></div>
        }
      }
    }
    @if (mayManage() && pit().camera) {
      @defer (on idle) {
        <ppf-viewers-card [pitId]="pit().id" (viewerCount)="listedViewers.set($event)" />
      } @placeholder {
        <div class="room viewers"></div>
      }
    }
    @if (mayManage()) {
      <ppf-publish-address-changed [camera]="pit().camera" [stream]="pit().stream" />
    }
    <ppf-camera-card [pit]="pit()" [mayManage]="mayManage()" />
    @if (pit().camera) {
      @defer (on idle) {
        <ppf-history-card [pitId]="pit().id" [status]="pit().stream.status" />
      } @placeholder {
        <div class="room history"></div>
      }
    }
    @if (mayManage()) {
      <ppf-pit-card [pit]="pit()" (changed)="changed.emit()" (deleted)="deleted.emit()" />
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 16px;
    }
    /* As high as the card that replaces it, so that nothing below moves. */
    .room {
      flex: none;
      border: 1px solid var(--ppf-line);
      border-radius: var(--ppf-radius);
      background: var(--ppf-surface);
    }
    .troubleshooting {
      height: 48px;
    }
    .viewers {
      height: 146px;
    }
    .history {
      height: 328px;
    }
  `,
})
export class PitColumn {
  /** The pit. */
  readonly pit = input.required<Pit>();
  /** The element that holds the video. */
  readonly stage = input.required<HTMLElement>();
  /** Its status in words. */
  readonly status = input.required<string>();
  /** What the player measures; null while there is no video. */
  readonly figures = input.required<Figures | null>();
  /** For how long updates have been missing, in milliseconds; null while they arrive. */
  readonly staleFor = input.required<number | null>();
  /** Whether there is video. */
  readonly hasPicture = input.required<boolean>();
  /** Whether the player has no video, and this is not a short wait. */
  readonly hasProblem = input.required<boolean>();
  /** Returns what the player has found; null: there is no player. */
  readonly findings = input.required<() => PlayerFindings | null>();
  /** Whether the user may change the pit. */
  readonly mayManage = input.required<boolean>();
  /** Whether the user may diagnose the pit. */
  readonly canDiagnose = input.required<boolean>();
  /** The pit was changed. */
  readonly changed = output();
  /** The pit was deleted. */
  readonly deleted = output();

  // By its name: a query by its class would load the class with the page.
  private readonly troubleshooting = viewChild<TroubleshootingCard>('troubleshooting');
  /** Whether troubleshooting was requested and its card is not loaded yet. */
  protected readonly isRequested = signal(false);

  /** Length of the displayed list of viewers; null without a complete list. The status line then uses the same count. */
  protected readonly listedViewers = signal<number | null>(null);

  constructor() {
    afterRenderEffect(() => {
      const card = this.troubleshooting();
      if (!card || !this.isRequested()) return;
      this.isRequested.set(false);
      untracked(() => card.start());
    });
  }

  /** Starts troubleshooting. */
  troubleshoot(): void {
    this.isRequested.set(true);
  }
}
