import { Component, inject, Injector } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MediaServerDetails } from '@ppf/contracts';
import calculator from 'lucide-static/icons/calculator.svg';
import plus from 'lucide-static/icons/plus.svg';
import unplug from 'lucide-static/icons/unplug.svg';
import { problemText } from '../../api/problem-text';
import { after } from '../../ui/after';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { StaleStrip } from '../../ui/stale-strip';
import { MediaServerCard } from './media-server-card';
import { MediaServersStore } from './media-servers-store';
import { text } from './texts/text';

/** The media servers of the installation, for operators. */
@Component({
  selector: 'ppf-media-servers-page',
  imports: [Icon, MediaServerCard, Notice, RouterLink, StaleStrip],
  providers: [MediaServersStore],
  templateUrl: './media-servers-page.html',
  styleUrl: './media-servers-page.scss',
})
export class MediaServersPage {
  private readonly injector = inject(Injector);

  protected readonly store = inject(MediaServersStore);
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly calculator = calculator;
  protected readonly plus = plus;
  protected readonly unplug = unplug;
  protected readonly problemText = problemText;
  protected readonly text = text;

  protected async add(): Promise<void> {
    const { openMediaServerDialog } = await import('./dialogs/media-server-dialog');
    const view = this.store.view();
    const origins = view.kind === 'servers' ? view.servers.filter(({ edge_of }) => edge_of === null) : [];
    if (await openMediaServerDialog(this.injector, { server: null, origins })) this.store.reload();
  }

  /** Name of the origin of an edge; null for a server that is not an edge. */
  protected originOf(servers: readonly MediaServerDetails[], { edge_of }: MediaServerDetails): string | null {
    if (edge_of === null) return null;
    return servers.find(({ id }) => id === edge_of)?.name ?? text('unknownServer', { id: edge_of });
  }

  /** Servers that the workshops of a server can move to. */
  protected othersInUse(
    servers: readonly MediaServerDetails[],
    server: MediaServerDetails,
  ): readonly MediaServerDetails[] {
    return servers.filter(
      ({ id, state, edge_of }) => id !== server.id && state === 'in-use' && edge_of === null,
    );
  }
}
