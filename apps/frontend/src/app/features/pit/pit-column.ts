import { afterRenderEffect, Component, input, output, signal, untracked, viewChild } from '@angular/core';
import type { Pit, PlayerFindings } from '@ppf/contracts';
import { CameraCard } from './camera-card';
import { DiagnosisCard } from './troubleshooting/diagnosis-card';
import type { Figures } from '../../pits/figures-text';
import { HistoryCard } from './history/history-card';
import { PublishAddressChanged } from '../../pits/camera/publish-address-changed';
import { PitCard } from './pit-card';
import { PitFacts } from './pit-facts';
import { SnapshotButton } from './snapshot-button';
import { WatchingCard } from './viewers/watching-card';

/** What stands beside a pit's picture: one part below the other. What a part needs besides the pit, it asks for itself. */
@Component({
  selector: 'ppf-pit-column',
  imports: [
    CameraCard,
    DiagnosisCard,
    HistoryCard,
    PitCard,
    PitFacts,
    PublishAddressChanged,
    SnapshotButton,
    WatchingCard,
  ],
  template: `
    @if (pit().camera) {
      <ppf-pit-facts
        [stream]="pit().stream"
        [said]="said()"
        [figures]="figures()"
        [staleFor]="staleFor()"
        [viewers]="listedViewers() ?? pit().stream.readers"
      />
      <ppf-snapshot-button [stage]="stage()" [pitNumber]="pit().number" [ready]="hasPicture()" />
      @defer (on idle; when asked()) {
        <ppf-diagnosis-card
          #diagnosis
          [pitId]="pit().id"
          [inTrouble]="inTrouble()"
          [hasPicture]="hasPicture()"
          [findings]="findings()"
        />
      } @placeholder {
        <div class="diagnosis"></div>
      }
    }
    @if (mayManage() && pit().camera) {
      @defer (on idle) {
        <ppf-watching-card [pitId]="pit().id" (viewerCount)="listedViewers.set($event)" />
      } @placeholder {
        <div class="room watching"></div>
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
    /* As high as what comes there, so that nothing beneath is moved. */
    .room {
      flex: none;
      border: 1px solid var(--ppf-line);
      border-radius: var(--ppf-radius);
      background: var(--ppf-surface);
    }
    .diagnosis {
      height: 48px;
    }
    .watching {
      height: 146px;
    }
    .history {
      height: 328px;
    }
  `,
})
export class PitColumn {
  /** The pit, as it is known now. */
  readonly pit = input.required<Pit>();
  /** The element that the picture is in. */
  readonly stage = input.required<HTMLElement>();
  /** Its state in words. */
  readonly said = input.required<string>();
  /** What the player measures; null while there is no picture. */
  readonly figures = input.required<Figures | null>();
  /** For how long updates have been missing, in milliseconds; null while they come. */
  readonly staleFor = input.required<number | null>();
  /** Whether there is a picture. */
  readonly hasPicture = input.required<boolean>();
  /** Whether the player has no picture, and will not have one by waiting a moment. */
  readonly inTrouble = input.required<boolean>();
  /** What the player sees; null: there is none. */
  readonly findings = input.required<() => PlayerFindings | null>();
  /** Whether the person may change it. */
  readonly mayManage = input.required<boolean>();
  /** Something was changed: ask again. */
  readonly changed = output();
  /** The pit is gone. */
  readonly deleted = output();

  // By its name: by its class it would be loaded with the page.
  private readonly diagnosis = viewChild<DiagnosisCard>('diagnosis');
  /** Whether somebody wants to know what is wrong, and the card for it is not there yet. */
  protected readonly asked = signal(false);

  /** Length of the displayed list of viewers; null without a complete list. The state line then uses the same count. */
  protected readonly listedViewers = signal<number | null>(null);

  constructor() {
    afterRenderEffect(() => {
      const card = this.diagnosis();
      if (!card || !this.asked()) return;
      this.asked.set(false);
      untracked(() => card.look());
    });
  }

  /** Looks for what is wrong. */
  diagnose(): void {
    this.asked.set(true);
  }
}
