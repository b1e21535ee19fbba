import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PlacementIndex } from '../../../media-servers';
import { AccessIndex } from '../../access-index/access-index';
import { type PitAccess } from '../../access-index/pit-access';
import { ActiveSessions } from '../../sessions/admission/active-sessions';
import { Revocations } from '../../sessions/admission/revocations';
import { type EdgesCopy, type PitCopy } from '../worker/hook-messages';
import { HookThread } from './hook-thread';
import { TokenUseProjection } from './token-use-projection';

/** Pits, or viewing sessions, of one message; the hook's thread takes 2 ms to apply it. */
const PAGE_SIZE = 500;

/**
 * Feeds the state of the hook's thread: all of it when the thread starts, then each change in the same turn of the event
 * loop in which it is made here (ADR 0029). So a pit reaches the hook before a token for it is returned, and a revocation
 * before its request is answered.
 */
@Injectable()
export class HookFeed implements OnModuleInit {
  /** Counts transfers of all pits: a newer one ends the one before. */
  private transfer = 0;

  constructor(
    private readonly thread: HookThread,
    private readonly index: AccessIndex,
    private readonly placements: PlacementIndex,
    private readonly revocations: Revocations,
    private readonly active: ActiveSessions,
    private readonly uses: TokenUseProjection,
  ) {
    thread.onStart = () => this.sendAll();
  }

  /** Subscribes to every part of the state. */
  onModuleInit(): void {
    const { thread, index, placements, revocations, active } = this;
    index.changes.subscribe((change) => {
      if (change.kind === 'all') void this.sendPits();
      else if (change.after) thread.send({ kind: 'pit', pit: toPitCopy(change.after) });
      else if (change.before) thread.send({ kind: 'pit-removed', pitId: change.before.pitId });
    });
    placements.changes.subscribe(() => this.sendEdges());
    revocations.onAdded = (revocation) => thread.send({ kind: 'revoked', revocations: [revocation] });
    revocations.onLoaded = () => thread.send({ kind: 'loaded', part: 'revocations' });
    active.onBegun = (session) => thread.send({ kind: 'sessions-begun', sessions: [session] });
    active.onEnded = (jti) => thread.send({ kind: 'session-ended', jti });
    active.onLoaded = () => thread.send({ kind: 'loaded', part: 'sessions' });
  }

  private sendAll(): void {
    const { thread, revocations, active } = this;
    this.sendEdges();
    for (const page of pagesOf(revocations.all())) thread.send({ kind: 'revoked', revocations: page });
    if (revocations.isLoaded) thread.send({ kind: 'loaded', part: 'revocations' });
    for (const page of pagesOf([...active.all()])) thread.send({ kind: 'sessions-begun', sessions: page });
    if (active.isLoaded) thread.send({ kind: 'loaded', part: 'sessions' });
    this.uses.reload();
    void this.sendPits();
  }

  private sendEdges(): void {
    const { placements, thread } = this;
    if (!placements.isLoaded) return;
    thread.send({ kind: 'edges', edges: toEdgesCopy(placements) });
    thread.send({ kind: 'loaded', part: 'edges' });
  }

  /** Sends page by page, each after the one before is applied. Changes in between are sent in between and stay in force. */
  private async sendPits(): Promise<void> {
    const transfer = (this.transfer += 1);
    if (!this.index.isLoaded) return;
    this.thread.send({ kind: 'pits-begin' });
    let page: PitCopy[] = [];
    for (const pit of this.index.all()) {
      if (page.push(toPitCopy(pit)) < PAGE_SIZE) continue;
      if (!(await this.thread.sendAndWait({ kind: 'pits', pits: page })) || transfer !== this.transfer)
        return;
      page = [];
    }
    this.thread.send({ kind: 'pits', pits: page });
    this.thread.send({ kind: 'loaded', part: 'pits' });
  }
}

function toPitCopy({ allowList, publishKeyHash, ...pit }: PitAccess): PitCopy {
  // A Buffer may be a slice of a large one, which would be copied whole.
  const hash = publishKeyHash && Uint8Array.from(publishKeyHash);
  return { ...pit, publishKeyHash: hash, allowList: allowList?.ranges ?? [] };
}

/** Placements are needed for edges only. */
function toEdgesCopy(index: PlacementIndex): EdgesCopy {
  const edges = index.servers.flatMap(({ id, edgeOfId, pullsFrom }) =>
    edgeOfId === null || pullsFrom === null ? [] : [{ id, edgeOfId, pullsFrom }],
  );
  return {
    edges,
    serverIds: index.servers.map(({ id }) => id),
    placements: edges.length > 0 ? [...index.placements()] : [],
    configuredId: index.configured?.id ?? null,
  };
}

function* pagesOf<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < items.length; from += PAGE_SIZE) yield items.slice(from, from + PAGE_SIZE);
}
