import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { CameraStream, CameraStreams } from '@ppf/contracts';
import { CamerasApi } from '../../api/cameras-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { addressText, portOf } from '../../pits/camera/camera-address';
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
    @if (answer(); as found) {
      @for (notice of found.notices; track notice.code) {
        <p role="status">
          <strong>{{ notice.sentence }}</strong> {{ notice.fix }}
        </p>
      }
      @if (found.fault; as fault) {
        <p role="alert">
          <strong>{{ fault.sentence }}</strong> {{ fault.fix }}
        </p>
      } @else if (found.items.length > 0) {
        <p role="status" class="ppf-muted">
          {{ progressText() }} Choose the one to show. The smallest of the same channel becomes the second
          stream.
        </p>
        <ul>
          @for (stream of found.items; track keyOf(stream)) {
            <li>
              <button type="button" (click)="take(stream)" [class.taken]="isTaken(stream)">
                <strong>{{ stream.name }}{{ stream.suits === 'main' ? ' (suits best)' : '' }}</strong>
                <span class="ppf-muted ppf-figures">{{ text(stream) }}</span>
              </button>
            </li>
          }
        </ul>
      }
      @if (!asking() && found.next_cursor !== null) {
        <button type="button" class="ppf-button" (click)="goOn()">List more streams</button>
      }
    }
    @if (asking()) {
      <button type="button" class="ppf-button" (click)="stop()">Stop</button>
    }
  `,
  styleUrl: './finder.scss',
})
export class StreamFinder {
  private readonly api = inject(CamerasApi);

  protected readonly setup = inject(CameraSetupStore);
  protected readonly asking = signal(false);
  protected readonly failure = signal<string | null>(null);
  private readonly found = signal<{ host: string; streams: CameraStreams } | null>(null);
  private question = new AbortController();
  /** What the camera answered so far; nothing of another camera. */
  protected readonly answer = computed(() => {
    const found = this.found();
    return found?.host === this.setup.address()?.host ? found?.streams : undefined;
  });
  protected readonly progressText = computed(() => {
    const count = this.answer()?.items.length ?? 0;
    const streams = `${count} stream${count === 1 ? '' : 's'}`;
    if (this.asking()) return `${streams} so far.`;
    return this.answer()?.next_cursor === null ? `${streams}.` : `${streams}, the camera has more.`;
  });
  protected readonly text = streamText;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.question.abort());
  }

  protected ask(): Promise<void> {
    this.found.set(null);
    return this.readPages(null);
  }

  /** Goes on where it was stopped. */
  protected goOn(): Promise<void> {
    return this.readPages(this.answer()?.next_cursor ?? null);
  }

  protected stop(): void {
    this.question.abort();
  }

  protected take(stream: CameraStream): void {
    const address = this.setup.address();
    if (!address) return;
    const { tls, port, path, source } = stream;
    const second = this.answer()?.items.find(
      (each) => each.suits === 'sub' && each.source === source && each.port === port && each.tls === tls,
    );
    this.setup.answer({
      address: addressText({ ...address, scheme: tls ? 'rtsps' : 'rtsp', port, path }),
      subPath: second === undefined || second.path === path ? '' : second.path,
    });
  }

  protected keyOf({ tls, port, path }: CameraStream): string {
    return `${tls} ${port} ${path}`;
  }

  /** Asks for one page after the other, and shows what has arrived. */
  private async readPages(from: string | null): Promise<void> {
    const address = this.setup.address();
    if (!address || this.asking()) return;
    const { host, user, password } = address;
    const request = { host, user, password, ...this.setup.onvif() };
    this.question = new AbortController();
    this.asking.set(true);
    this.failure.set(null);
    try {
      let cursor = from;
      do {
        const page = { ...request, ...(cursor === null ? {} : { cursor }) };
        const streams = await this.api.streams(this.setup.workshopId(), page, this.question.signal);
        if (streams === null) return;
        this.add(host, streams);
        cursor = streams.next_cursor;
      } while (cursor !== null);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.asking.set(false);
    }
  }

  private add(host: string, page: CameraStreams): void {
    const before = this.found();
    const items = before?.host === host ? before.streams.items : [];
    const known = new Set(items.map((each) => this.keyOf(each)));
    const fresh = page.items.filter((each) => !known.has(this.keyOf(each)));
    this.found.set({ host, streams: { ...page, items: [...items, ...fresh] } });
  }

  protected isTaken({ tls, port, path }: CameraStream): boolean {
    const address = this.setup.address();
    if (!address) return false;
    return address.path === path && portOf(address) === port && (address.scheme === 'rtsps') === tls;
  }
}
