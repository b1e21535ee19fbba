import { Injectable, Logger } from '@nestjs/common';
import { ControlApiProblem, SESSION_KINDS, type SessionItem } from '@ppf/mediamtx';
import { type MediaServer } from '../../media';
import { Revocations } from '../revocation/revocations';
import { type BridgesSeen, overBridges } from './over-bridges';
import { type ListedSessions, settleViewings } from './settle-viewings';
import { isEdge } from './is-edge';
import { ViewingLedger } from './viewing-ledger';

/** What is remembered of a media server between two settlements. */
interface Acquaintance {
  /** When it was heard again after it was not: its sessions may be gone with it. */
  returnedAt: Date | null;
  isAway: boolean;
  bridges: BridgesSeen;
}

/** Compares what is recorded of one media server's viewers with what it carries, and makes it agree. */
@Injectable()
export class SettleMediaServer {
  private readonly logger = new Logger(SettleMediaServer.name);
  private readonly known = new Map<number, Acquaintance>();

  constructor(
    private readonly ledger: ViewingLedger,
    private readonly revocations: Revocations,
  ) {}

  /**
   * Records what goes on and what has ended, and disconnects who was revoked.
   * @returns whether somebody was disconnected: then it is worth looking again at once
   */
  async settle(server: MediaServer): Promise<boolean> {
    const listed = await this.list(server);
    if (!listed) return false;
    const now = new Date();
    const open = await this.ledger.open(server.id);
    const { carried, ended, kick, unknown } = settleViewings(open, listed, now);
    const kicked = await this.kick(server, [...kick, ...this.returned(listed, kick)]);
    await this.endBridges(server, listed.items, now);
    await this.ledger.goOn(carried, now);
    await this.ledger.end(ended);
    await this.kick(server, await this.ledger.adopt(server.id, unknown, now));
    return kicked;
  }

  /** Forgets what was counted: another process may lead meanwhile. */
  reset(): void {
    this.known.clear();
    this.ledger.reset();
  }

  /** In JWT mode nobody keeps a revoked viewer from coming back with a token that has not ended. */
  private returned({ items }: ListedSessions, kick: readonly SessionItem[]): readonly SessionItem[] {
    return items.filter(
      (item) =>
        item.state === 'read' && this.revocations.ofSession(item.user) !== undefined && !kick.includes(item),
    );
  }

  /** Null while the media server does not answer. Lists answer at once, even while a hook is slow. */
  private async list({ id, api, name, edgeNames }: MediaServer): Promise<ListedSessions | null> {
    const before = this.known.get(id) ?? { returnedAt: null, isAway: false, bridges: new Map() };
    this.known.set(id, before);
    try {
      const [info, ...lists] = await Promise.all([
        api.info(),
        ...SESSION_KINDS.map((kind) => api.sessions.listIfAny(kind)),
      ]);
      if (before.isAway) before.returnedAt = new Date();
      before.isAway = false;
      return {
        items: lists.flatMap((items) => items ?? []).filter((item) => !isEdge(item, edgeNames)),
        listed: new Set(SESSION_KINDS.filter((_, index) => lists[index] !== null)),
        startedAt: info.started ?? before.returnedAt,
      };
    } catch (failure) {
      if (!(failure instanceof ControlApiProblem)) throw failure;
      if (!before.isAway) this.logger.debug(`The sessions of ${name} cannot be read. ${failure.message}`);
      before.isAway = true;
      return null;
    }
  }

  /** Nobody loads from them any more, so that nobody notices; one that stays is tried again at the next turn. */
  private async endBridges(
    { id, api }: MediaServer,
    items: readonly SessionItem[],
    now: Date,
  ): Promise<void> {
    const known = this.known.get(id);
    if (!known) return;
    const { over, seen } = overBridges(items, known.bridges, now);
    known.bridges = seen;
    await Promise.allSettled(over.map((item) => api.sessions.kick('hls', item.id)));
  }

  private async kick({ api, name }: MediaServer, items: readonly SessionItem[]): Promise<boolean> {
    const kicks = items.map(async ({ kind, id, path }) => {
      if (await api.sessions.kick(kind, id))
        this.logger.log(`A viewer of ${path} was disconnected (${kind}, ${name}).`);
    });
    for (const outcome of await Promise.allSettled(kicks)) {
      // It is revoked, and is tried again at the next turn.
      if (outcome.status === 'rejected')
        this.logger.warn(`A viewer could not be disconnected. ${String(outcome.reason)}`);
    }
    return items.length > 0;
  }
}
