import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PlacementIndex } from '../../placement';
import { AccessIndex } from '../access-index/access-index';
import { type PitAccess } from '../access-index/pit-access';
import { type EdgesCopy, type PitCopy } from '../hook/hook-messages';
import { Revocations } from '../revocation/revocations';
import { ActiveViewings } from '../sessions/active-viewings';
import { KeepTokenUses } from '../sessions/keep-token-uses';
import { HookThread } from './hook-thread';

/** Pits, or sessions, of one message: one takes the hook's thread 2 ms. */
const PAGE = 500;

/**
 * Sends the hook's thread what it decides from: everything when it starts, and then each change, in the same turn in
 * which it is made here. So the hook knows a pit before a token for it is out, and a revocation before it is answered.
 */
@Injectable()
export class FeedHook implements OnModuleInit {
  /** Counts complete sendings of all pits: a newer one ends the one before. */
  private sending = 0;

  constructor(
    private readonly thread: HookThread,
    private readonly index: AccessIndex,
    private readonly placements: PlacementIndex,
    private readonly revocations: Revocations,
    private readonly active: ActiveViewings,
    private readonly uses: KeepTokenUses,
  ) {
    thread.onStart = () => this.sendAll();
  }

  /** Nest's start. */
  onModuleInit(): void {
    const { thread, index, placements, revocations, active } = this;
    index.changes.subscribe((change) => {
      if (change.kind === 'all') void this.sendPits();
      else if (change.after) thread.send({ kind: 'pit', pit: copyOf(change.after) });
      else if (change.before) thread.send({ kind: 'pit-gone', pitId: change.before.pitId });
    });
    placements.changes.subscribe(() => this.sendEdges());
    revocations.onAdded = (revocation) => thread.send({ kind: 'revoked', revocations: [revocation] });
    revocations.onLoaded = () => thread.send({ kind: 'loaded', part: 'revocations' });
    active.onBegan = (viewing) => thread.send({ kind: 'began', viewings: [viewing] });
    active.onEnded = (jti) => thread.send({ kind: 'ended', jti });
    active.onLoaded = () => thread.send({ kind: 'loaded', part: 'viewings' });
  }

  private sendAll(): void {
    const { thread, revocations, active } = this;
    this.sendEdges();
    for (const page of pagesOf(revocations.all())) thread.send({ kind: 'revoked', revocations: page });
    if (revocations.isLoaded) thread.send({ kind: 'loaded', part: 'revocations' });
    for (const page of pagesOf([...active.all()])) thread.send({ kind: 'began', viewings: page });
    if (active.isLoaded) thread.send({ kind: 'loaded', part: 'viewings' });
    this.uses.readAgain();
    void this.sendPits();
  }

  private sendEdges(): void {
    const { placements, thread } = this;
    if (!placements.isLoaded) return;
    thread.send({ kind: 'edges', edges: edgesOf(placements) });
    thread.send({ kind: 'loaded', part: 'edges' });
  }

  /** Page by page, each once the one before is in: changes that come meanwhile are sent between, and hold. */
  private async sendPits(): Promise<void> {
    const sending = (this.sending += 1);
    if (!this.index.isLoaded) return;
    this.thread.send({ kind: 'pits-begin' });
    let page: PitCopy[] = [];
    for (const pit of this.index.all()) {
      if (page.push(copyOf(pit)) < PAGE) continue;
      if (!(await this.thread.sendAndWait({ kind: 'pits', pits: page })) || sending !== this.sending) return;
      page = [];
    }
    this.thread.send({ kind: 'pits', pits: page });
    this.thread.send({ kind: 'loaded', part: 'pits' });
  }
}

function copyOf({ allowList, publishKeyHash, ...pit }: PitAccess): PitCopy {
  // A Buffer may be a part of a large one, which would be copied whole.
  const hash = publishKeyHash && Uint8Array.from(publishKeyHash);
  return { ...pit, publishKeyHash: hash, allowList: allowList?.ranges ?? [] };
}

/** Where workshops are placed matters to edges only. */
function edgesOf(index: PlacementIndex): EdgesCopy {
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
  for (let from = 0; from < items.length; from += PAGE) yield items.slice(from, from + PAGE);
}
