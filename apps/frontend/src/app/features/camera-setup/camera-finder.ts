import { Component, inject, signal } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { DiscoveredCamera } from '@ppf/contracts';
import radar from 'lucide-static/icons/radar.svg';
import { CamerasApi } from '../../api/cameras-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Icon } from '../../ui/icon';
import { CameraSetupStore } from './camera-setup-store';

/** Looks for cameras in the server's network, so that nobody has to know an address. */
@Component({
  selector: 'ppf-camera-finder',
  imports: [Busy, Icon, MatProgressBar],
  template: `
    <button type="button" class="ppf-button" [ppfBusy]="searching()" (click)="search()">
      <ppf-icon [svg]="radar" [size]="18" />{{ found() ? 'Search again' : 'Find cameras in the network' }}
    </button>
    @if (searching()) {
      <mat-progress-bar mode="indeterminate" aria-label="Looking for cameras" />
    }
    <p role="status" class="ppf-muted">{{ said() }}</p>
    @if (failure(); as text) {
      <p role="alert" class="failure">{{ text }}</p>
    }
    @if (found(); as cameras) {
      <ul>
        @for (camera of cameras; track camera.host + camera.port + camera.path) {
          <li>
            <button type="button" (click)="take(camera)" [class.taken]="isTaken(camera)">
              <strong>{{ camera.name ?? camera.model ?? 'Camera' }}</strong>
              <span class="ppf-muted ppf-figures">
                {{ placeText(camera) }}{{ camera.name && camera.model ? ' · ' + camera.model : ''
                }}{{ camera.pit_id === null ? '' : ' · a pit has it already' }}
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

  protected readonly searching = signal(false);
  protected readonly found = signal<readonly DiscoveredCamera[] | null>(null);
  protected readonly said = signal('');
  protected readonly failure = signal<string | null>(null);
  protected readonly radar = radar;

  protected async search(): Promise<void> {
    this.searching.set(true);
    this.failure.set(null);
    this.said.set('Looking for cameras that speak ONVIF. This takes a few seconds.');
    try {
      const { items } = await this.api.discover(this.setup.workshopId());
      this.found.set(items);
      this.said.set(saidOf(items.length));
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.said.set('');
      this.failure.set(actionProblemText(problem));
    } finally {
      this.searching.set(false);
    }
  }

  protected take({ host, port, tls, path }: DiscoveredCamera): void {
    this.setup.onvif.set({ port, tls, path });
    this.setup.answer({ address: host.includes(':') ? `[${host}]` : host });
  }

  protected isTaken({ host, port, path }: DiscoveredCamera): boolean {
    const onvif = this.setup.onvif();
    const isHost = this.setup.address()?.host === (host.includes(':') ? `[${host}]` : host);
    return isHost && onvif?.port === port && (onvif.path ?? path) === path;
  }

  /** Devices at one address are told apart by their ports, and by the paths of their services. */
  protected placeText({ host, port, path }: DiscoveredCamera): string {
    const others = this.found()?.filter((each) => each.host === host) ?? [];
    if (others.length < 2) return host;
    const isPort = new Set(others.map((each) => each.port)).size > 1;
    const isPath = new Set(others.map((each) => each.path)).size > 1;
    return `${host}${isPort ? `:${port}` : ''}${isPath ? path : ''}`;
  }
}

function saidOf(count: number): string {
  if (count === 0)
    return 'None answered. Switch ONVIF on in the camera, or enter its address: cameras behind a router or VPN cannot be found so.';
  return count === 1 ? 'One camera answered. Choose it.' : `${count} cameras answered. Choose one.`;
}
