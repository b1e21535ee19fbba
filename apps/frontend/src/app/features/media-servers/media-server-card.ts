import { Component, inject, Injector, input, output, signal } from '@angular/core';
import type { MediaServerDetails } from '@ppf/contracts';
import pencil from 'lucide-static/icons/pencil.svg';
import trash from 'lucide-static/icons/trash-2.svg';
import { MediaServersApi } from '../../api/media-servers-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { Busy } from '../../ui/busy';
import { Chip } from '../../ui/chip';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { agentWarning } from './agent/agent-text';
import { ServerAgent } from './agent/server-agent';
import { healthText, serverState, versionText } from './media-server-text';
import { ServerPlan } from './server-plan';
import { ServerWorkshops } from './server-workshops';
import { text } from './texts/text';

/** A media server with its state, its load and its actions. */
@Component({
  selector: 'ppf-media-server-card',
  imports: [Busy, Chip, Icon, ServerAgent, ServerPlan, ServerWorkshops],
  templateUrl: './media-server-card.html',
  styleUrl: './media-server-card.scss',
})
export class MediaServerCard {
  private readonly injector = inject(Injector);
  private readonly api = inject(MediaServersApi);

  /** The server. */
  readonly server = input.required<MediaServerDetails>();
  /** Name of the origin of an edge; null for a server that is not an edge. */
  readonly origin = input<string | null>(null);
  /** The other servers in use. */
  readonly others = input.required<readonly MediaServerDetails[]>();
  /** The server has changed. */
  readonly changed = output();

  protected readonly clock = inject(Clock);
  protected readonly open = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly text = text;
  protected readonly pencil = pencil;
  protected readonly trash = trash;
  protected readonly serverState = serverState;
  protected readonly healthText = healthText;
  protected readonly agentWarning = agentWarning;
  protected readonly versionText = versionText;

  protected toggle(event: Event): void {
    this.open.set((event.target as HTMLDetailsElement).open);
  }

  protected async edit(): Promise<void> {
    const { openMediaServerDialog } = await import('./dialogs/media-server-dialog');
    if (await openMediaServerDialog(this.injector, { server: this.server(), origins: [] }))
      this.changed.emit();
  }

  protected async drain(): Promise<void> {
    const { confirmDrain } = await import('./dialogs/confirmations');
    await confirmDrain(this.injector, this.server());
    // A drain that fails can have moved some workshops.
    this.changed.emit();
  }

  protected async remove(): Promise<void> {
    const { confirmMediaServerRemoval } = await import('./dialogs/confirmations');
    if (await confirmMediaServerRemoval(this.injector, this.server())) this.changed.emit();
  }

  protected async undoDrain(): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.api.undoDrain(this.server().id);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    } finally {
      this.busy.set(false);
      this.changed.emit();
    }
  }
}
