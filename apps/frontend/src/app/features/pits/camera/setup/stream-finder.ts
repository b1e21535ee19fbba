import { Component, computed, inject, signal } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { CameraStream, CameraStreams } from '@ppf/contracts';
import { CamerasApi } from '../../../../api/cameras-api';
import { ProblemError } from '../../../../api/problem-error';
import { actionProblemText } from '../../../../api/problem-text';
import { Busy } from '../../../../ui/busy';
import { addressText } from '../camera-address';
import { CameraSetupStore } from './camera-setup-store';
import { streamText } from './stream-text';

/** Asks a camera for its streams by ONVIF, so that nobody has to know their paths. */
@Component({
  selector: 'ppf-stream-finder',
  imports: [Busy, MatProgressBar],
  template: `
    <button
      type="button"
      class="ppf-button"
      [ppfBusy]="asking()"
      [disabled]="!setup.address()"
      (click)="ask()"
    >
      Ask the camera for its streams
    </button>
    @if (asking()) {
      <mat-progress-bar mode="indeterminate" aria-label="Asking the camera" />
    }
    @if (failure(); as text) {
      <p role="alert" class="failure">{{ text }}</p>
    }
    @if (answer(); as told) {
      @if (told.fault; as fault) {
        <p role="alert">
          <strong>{{ fault.sentence }}</strong> {{ fault.fix }}
        </p>
      } @else {
        <p role="status" class="ppf-muted">Choose the one to show. The smallest is taken as second stream.</p>
        <ul>
          @for (stream of told.items; track stream.path) {
            <li>
              <button type="button" (click)="take(stream)" [class.taken]="isTaken(stream)">
                <strong>{{ stream.name }}{{ stream.suits === 'main' ? ' (suits best)' : '' }}</strong>
                <span class="ppf-muted ppf-figures">{{ text(stream) }}</span>
              </button>
            </li>
          }
        </ul>
      }
    }
  `,
  styleUrl: './finder.scss',
})
export class StreamFinder {
  private readonly api = inject(CamerasApi);

  protected readonly setup = inject(CameraSetupStore);
  protected readonly asking = signal(false);
  protected readonly failure = signal<string | null>(null);
  private readonly told = signal<{ host: string; streams: CameraStreams } | null>(null);
  /** What the camera told; nothing of another camera. */
  protected readonly answer = computed(() => {
    const told = this.told();
    return told?.host === this.setup.address()?.host ? told?.streams : undefined;
  });
  protected readonly text = streamText;

  protected async ask(): Promise<void> {
    const address = this.setup.address();
    if (!address) return;
    const { host, user, password } = address;
    const port = this.setup.onvifPort();
    this.asking.set(true);
    this.failure.set(null);
    try {
      const request = { host, user, password, ...(port === null ? {} : { port }) };
      const streams = await this.api.streams(this.setup.workshopId(), request);
      this.told.set({ host, streams });
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.asking.set(false);
    }
  }

  protected take({ port, path }: CameraStream): void {
    const address = this.setup.address();
    if (!address) return;
    const second = this.answer()?.items.find(({ suits }) => suits === 'sub')?.path ?? '';
    this.setup.answer({
      address: addressText({ ...address, scheme: 'rtsp', port, path }),
      subPath: second === path ? '' : second,
    });
  }

  protected isTaken({ path }: CameraStream): boolean {
    return this.setup.address()?.path === path;
  }
}
