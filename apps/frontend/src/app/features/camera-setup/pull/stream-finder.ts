import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { CameraStream, CameraStreams } from '@ppf/contracts';
import { CamerasApi } from '../../../api/cameras-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { Busy } from '../../../ui/busy';
import { addressText, portOf } from '../../../pits/camera/camera-address';
import { CameraSetupStore } from '../setup/camera-setup-store';
import { streamText } from './stream-text';
import { text } from '../texts/text';

/** Lists the streams of a camera by ONVIF, to select one in place of entering its path. */
@Component({
  selector: 'ppf-stream-finder',
  imports: [Busy, MatProgressBar],
  template: `
    <button
      type="button"
      class="ppf-button"
      [ppfBusy]="searching()"
      [disabled]="!setup.address()"
      (click)="search()"
    >
      {{ text('streams.search') }}
    </button>
    @if (searching()) {
      <mat-progress-bar mode="indeterminate" [attr.aria-label]="text('streams.progress')" />
    }
    @if (failure(); as reason) {
      <p role="alert" class="failure">{{ reason }}</p>
    }
    @if (listed(); as found) {
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
        <p role="status" class="ppf-muted">{{ progressText() }} {{ text('streams.select') }}</p>
        <ul>
          @for (stream of found.items; track keyOf(stream)) {
            <li>
              <button type="button" (click)="select(stream)" [class.taken]="isSelected(stream)">
                <strong>{{ nameOf(stream) }}</strong>
                <span class="ppf-muted ppf-figures">{{ streamText(stream) }}</span>
              </button>
            </li>
          }
        </ul>
      }
      @if (!searching() && found.next_cursor !== null) {
        <button type="button" class="ppf-button" (click)="loadMore()">
          {{ text('streams.more') }}
        </button>
      }
    }
    @if (searching()) {
      <button type="button" class="ppf-button" (click)="stop()">{{ text('streams.stop') }}</button>
    }
  `,
  styleUrl: './finder.scss',
})
export class StreamFinder {
  private readonly api = inject(CamerasApi);

  protected readonly setup = inject(CameraSetupStore);
  protected readonly searching = signal(false);
  protected readonly failure = signal<string | null>(null);
  private readonly found = signal<{ host: string; streams: CameraStreams } | null>(null);
  private current = new AbortController();
  /** The streams listed so far; undefined: none of this camera. */
  protected readonly listed = computed(() => {
    const found = this.found();
    return found?.host === this.setup.address()?.host ? found?.streams : undefined;
  });
  protected readonly progressText = computed(() => {
    const count = this.listed()?.items.length ?? 0;
    if (this.searching()) return text('streams.soFar', { count });
    const isComplete = this.listed()?.next_cursor === null;
    return text(isComplete ? 'streams.all' : 'streams.moreExist', { count });
  });
  protected readonly text = text;
  protected readonly streamText = streamText;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.current.abort());
  }

  protected search(): Promise<void> {
    this.found.set(null);
    return this.readPages(null);
  }

  /** Continues a search that was stopped. */
  protected loadMore(): Promise<void> {
    return this.readPages(this.listed()?.next_cursor ?? null);
  }

  protected stop(): void {
    this.current.abort();
  }

  protected nameOf({ name, suits }: CameraStream): string {
    return suits === 'main' ? text('streams.recommended', { name }) : name;
  }

  protected select(stream: CameraStream): void {
    const address = this.setup.address();
    if (!address) return;
    const { tls, port, path, source } = stream;
    const second = this.listed()?.items.find(
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

  /** Requests the pages one after the other, and shows each when it arrives. */
  private async readPages(from: string | null): Promise<void> {
    const address = this.setup.address();
    if (!address || this.searching()) return;
    const { host, user, password } = address;
    const request = { host, user, password, ...this.setup.onvif() };
    this.current = new AbortController();
    this.searching.set(true);
    this.failure.set(null);
    try {
      let cursor = from;
      do {
        const page = { ...request, ...(cursor === null ? {} : { cursor }) };
        const streams = await this.api.streams(this.setup.workshopId(), page, this.current.signal);
        if (streams === null) return;
        this.add(host, streams);
        cursor = streams.next_cursor;
      } while (cursor !== null);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.searching.set(false);
    }
  }

  private add(host: string, page: CameraStreams): void {
    const before = this.found();
    const items = before?.host === host ? before.streams.items : [];
    const known = new Set(items.map((each) => this.keyOf(each)));
    const fresh = page.items.filter((each) => !known.has(this.keyOf(each)));
    this.found.set({ host, streams: { ...page, items: [...items, ...fresh] } });
  }

  protected isSelected({ tls, port, path }: CameraStream): boolean {
    const address = this.setup.address();
    if (!address) return false;
    return address.path === path && portOf(address) === port && (address.scheme === 'rtsps') === tls;
  }
}
