import { Component, inject, signal } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { DiscoveredCamera } from '@ppf/contracts';
import radar from 'lucide-static/icons/radar.svg';
import { CamerasApi } from '../../../api/cameras-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { Busy } from '../../../ui/busy';
import { Icon } from '../../../ui/icon';
import { CameraSetupStore } from '../setup/camera-setup-store';
import { text } from '../texts/text';

/** Discovers ONVIF cameras on the server's network. */
@Component({
  selector: 'ppf-camera-finder',
  imports: [Busy, Icon, MatProgressBar],
  template: `
    <button type="button" class="ppf-button" [ppfBusy]="searching()" (click)="search()">
      <ppf-icon [svg]="radar" [size]="18" />{{ text(found() ? 'cameras.again' : 'cameras.search') }}
    </button>
    @if (searching()) {
      <mat-progress-bar mode="indeterminate" [attr.aria-label]="text('cameras.progress')" />
    }
    <p role="status" class="ppf-muted">{{ status() }}</p>
    @if (failure(); as reason) {
      <p role="alert" class="failure">{{ reason }}</p>
    }
    @if (found(); as cameras) {
      <ul>
        @for (camera of cameras; track camera.host + camera.port + camera.path) {
          <li>
            <button type="button" (click)="select(camera)" [class.taken]="isSelected(camera)">
              <strong>{{ camera.name ?? camera.model ?? text('cameras.unnamed') }}</strong>
              <span class="ppf-muted ppf-figures">
                {{ detailsOf(camera) }}
              </span>
            </button>
          </li>
        }
      </ul>
    }
  `,
  styleUrl: './finder.scss',
})
export class CameraFinder {
  private readonly api = inject(CamerasApi);
  private readonly setup = inject(CameraSetupStore);

  protected readonly text = text;
  protected readonly searching = signal(false);
  protected readonly found = signal<readonly DiscoveredCamera[] | null>(null);
  protected readonly status = signal('');
  protected readonly failure = signal<string | null>(null);
  protected readonly radar = radar;

  protected async search(): Promise<void> {
    this.searching.set(true);
    this.failure.set(null);
    this.status.set(text('cameras.searching'));
    try {
      const { items } = await this.api.discover(this.setup.workshopId());
      this.found.set(items);
      this.status.set(text('cameras.found', { count: items.length }));
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.status.set('');
      this.failure.set(actionProblemText(problem));
    } finally {
      this.searching.set(false);
    }
  }

  protected select({ host, port, tls, path }: DiscoveredCamera): void {
    this.setup.onvif.set({ port, tls, path });
    this.setup.answer({ address: host.includes(':') ? `[${host}]` : host });
  }

  protected isSelected({ host, port, path }: DiscoveredCamera): boolean {
    const onvif = this.setup.onvif();
    const isHost = this.setup.address()?.host === (host.includes(':') ? `[${host}]` : host);
    return isHost && onvif?.port === port && (onvif.path ?? path) === path;
  }

  protected detailsOf(camera: DiscoveredCamera): string {
    const parts = [this.addressOf(camera)];
    if (camera.name && camera.model) parts.push(camera.model);
    if (camera.pit_id !== null) parts.push(text('cameras.inUse'));
    return parts.join(' · ');
  }

  /** Devices at one address differ in their ports or in the paths of their services. */
  private addressOf({ host, port, path }: DiscoveredCamera): string {
    const others = this.found()?.filter((each) => each.host === host) ?? [];
    if (others.length < 2) return host;
    const hasPorts = new Set(others.map((each) => each.port)).size > 1;
    const hasPaths = new Set(others.map((each) => each.path)).size > 1;
    return `${host}${hasPorts ? `:${port}` : ''}${hasPaths ? path : ''}`;
  }
}
