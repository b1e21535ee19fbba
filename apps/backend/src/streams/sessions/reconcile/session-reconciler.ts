import { Injectable, Logger } from '@nestjs/common';
import { ControlApiProblem, SESSION_KINDS, type SessionItem } from '@ppf/mediamtx';
import { type MediaServer } from '../../../media-servers';
import { Revocations } from '../admission/revocations';
import { idlePrerollSessions, type PrerollStates } from './idle-preroll-sessions';
import { isEdge } from './is-edge';
import { type ListedSessions, planSessionChanges } from './plan-session-changes';
import { SessionLedger } from './session-ledger';

/** State of a media server between two reconciliations. */
interface ServerState {
  /** When it became reachable again after an outage: its sessions may have ended with it. */
  returnedAt: Date | null;
  isUnreachable: boolean;
  prerolls: PrerollStates;
}

/** Reconciles the recorded viewing sessions of one media server with the sessions that it carries. */
@Injectable()
export class SessionReconciler {
  private readonly logger = new Logger(SessionReconciler.name);
  private readonly states = new Map<number, ServerState>();

  constructor(
    private readonly ledger: SessionLedger,
    private readonly revocations: Revocations,
  ) {}

  /**
   * Records progress and ends, and disconnects revoked viewers.
   * @returns Whether a viewer was disconnected: then a further reconciliation soon records the end.
   */
  async reconcile(server: MediaServer): Promise<boolean> {
    const listed = await this.list(server);
    if (!listed) return false;
    const now = new Date();
    const open = await this.ledger.readOpen(server.id);
    const { carried, ended, kick, unknown } = planSessionChanges(open, listed, now);
    const hasKicked = await this.kick(server, [...kick, ...this.returnedReaders(listed, kick)]);
    await this.kickIdlePrerolls(server, listed.items, now);
    await this.ledger.writeProgress(carried, now);
    await this.ledger.writeEnds(ended);
    await this.kick(server, await this.ledger.adopt(server.id, unknown, now));
    return hasKicked;
  }

  /** Drops all state: another process may have been the leader since. */
  reset(): void {
    this.states.clear();
    this.ledger.reset();
  }

  /** In JWT mode a revoked viewer can reconnect as long as the token is valid: MediaMTX does not call the hook. */
  private returnedReaders({ items }: ListedSessions, kick: readonly SessionItem[]): readonly SessionItem[] {
    return items.filter(
      (item) =>
        item.state === 'read' && this.revocations.ofSession(item.user) !== undefined && !kick.includes(item),
    );
  }

  /** Null while the media server does not answer. Its lists answer without delay, even while a hook is slow. */
  private async list({ id, api, name, edgeNames }: MediaServer): Promise<ListedSessions | null> {
    const state = this.states.get(id) ?? { returnedAt: null, isUnreachable: false, prerolls: new Map() };
    this.states.set(id, state);
    try {
      const [info, ...lists] = await Promise.all([
        api.info(),
        ...SESSION_KINDS.map((kind) => api.sessions.listIfAny(kind)),
      ]);
      if (state.isUnreachable) state.returnedAt = new Date();
      state.isUnreachable = false;
      return {
        items: lists.flatMap((items) => items ?? []).filter((item) => !isEdge(item, edgeNames)),
        listed: new Set(SESSION_KINDS.filter((_, index) => lists[index] !== null)),
        startedAt: info.started ?? state.returnedAt,
      };
    } catch (failure) {
      if (!(failure instanceof ControlApiProblem)) throw failure;
      if (!state.isUnreachable)
        this.logger.debug(`The sessions of ${name} cannot be read. ${failure.message}`);
      state.isUnreachable = true;
      return null;
    }
  }

  /** No player loads from these sessions. One that remains is kicked again at the next reconciliation. */
  private async kickIdlePrerolls(
    { id, api }: MediaServer,
    items: readonly SessionItem[],
    now: Date,
  ): Promise<void> {
    const state = this.states.get(id);
    if (!state) return;
    const { idle, states } = idlePrerollSessions(items, state.prerolls, now);
    state.prerolls = states;
    await Promise.allSettled(idle.map((item) => api.sessions.kick('hls', item.id)));
  }

  private async kick({ api, name }: MediaServer, items: readonly SessionItem[]): Promise<boolean> {
    const kicks = items.map(async ({ kind, id, path }) => {
      if (await api.sessions.kick(kind, id))
        this.logger.log(`A viewer of ${path} was disconnected (${kind}, ${name}).`);
    });
    for (const outcome of await Promise.allSettled(kicks)) {
      // The session stays revoked and is kicked again at the next reconciliation.
      if (outcome.status === 'rejected')
        this.logger.warn(`A viewer could not be disconnected. ${String(outcome.reason)}`);
    }
    return items.length > 0;
  }
}
