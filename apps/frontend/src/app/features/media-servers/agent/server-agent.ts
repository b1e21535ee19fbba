import { Component, computed, inject, Injector, input, output, signal } from '@angular/core';
import type { MediaServerDetails, PathsBy } from '@ppf/contracts';
import { MediaServersApi } from '../../../api/media-servers-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';
import { Busy } from '../../../ui/busy';
import { Clock } from '../../../ui/clock';
import { text } from '../texts/text';
import {
  agentStateText,
  appliedText,
  isAgentReady,
  machineFacts,
  refusedPaths,
  settingsFaults,
} from './agent-text';

/** How the paths of a media server are set, and its media agent. */
@Component({
  selector: 'ppf-server-agent',
  imports: [Busy],
  templateUrl: './server-agent.html',
  styleUrls: ['../part.scss', './server-agent.scss'],
})
export class ServerAgent {
  private readonly injector = inject(Injector);
  private readonly api = inject(MediaServersApi);

  /** The server. */
  readonly server = input.required<MediaServerDetails>();
  /** The server has changed. */
  readonly changed = output();

  protected readonly clock = inject(Clock);
  protected readonly text = text;
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly agentStateText = agentStateText;
  protected readonly appliedText = appliedText;
  protected readonly lists = computed(() => {
    const server = this.server();
    const refused = refusedPaths(server);
    const faults = settingsFaults(server);
    return [
      { ...refused, heading: text('agent.refused', { count: refused.items.length + refused.more }) },
      { ...faults, heading: text('agent.settingsFaults') },
    ].filter(({ items }) => items.length > 0);
  });
  protected readonly facts = computed(() => machineFacts(this.server()));
  /** Switching to the file is offered while the agent is ready, and switching back always. */
  protected readonly canSwitch = computed(
    () => this.server().paths_by === 'file' || isAgentReady(this.server()),
  );

  protected async switchPaths(): Promise<void> {
    const pathsBy: PathsBy = this.server().paths_by === 'file' ? 'api' : 'file';
    await this.run(() => this.api.update(this.server().id, { paths_by: pathsBy }));
    this.changed.emit();
  }

  protected async createCode(): Promise<void> {
    const created = await this.run(() => this.api.createAgentCode(this.server().id));
    if (created === null) return;
    this.changed.emit();
    const { openAgentCodeDialog } = await import('./agent-code-dialog');
    await openAgentCodeDialog(this.injector, { ...created, name: this.server().name });
  }

  protected async revoke(): Promise<void> {
    const { confirmAgentRevocation } = await import('../dialogs/confirmations');
    if (await confirmAgentRevocation(this.injector, this.server())) this.changed.emit();
  }

  /** @returns the result; null when the action failed or another one is in progress. */
  private async run<T>(action: () => Promise<T>): Promise<T | null> {
    if (this.busy()) return null;
    this.busy.set(true);
    this.failure.set(null);
    try {
      return await action();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
      return null;
    } finally {
      this.busy.set(false);
    }
  }
}
