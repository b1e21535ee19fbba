import { Injectable } from '@nestjs/common';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { edgeCredential, edgeIdOf } from '../../media';
import { PlacementIndex } from '../../placement';
import { hashSecret } from '../../platform/crypto/secrets';
import { AllowList } from '../access-index/allow-list';
import { type EdgeAccess } from './decide-edge-pull';

interface KnownEdge {
  readonly passwordHash: Uint8Array;
  readonly pullsFrom: string;
  readonly from: AllowList | null;
}

/** The edges that the hook may be asked about, in memory. */
@Injectable()
export class KnownEdges {
  private readonly known = new Map<number, KnownEdge>();

  constructor(
    private readonly placements: PlacementIndex,
    private readonly config: MediamtxConfig,
  ) {}

  /** The edge that shows this user name. */
  of(user: string): EdgeAccess | undefined {
    const id = edgeIdOf(user);
    const row = id === null ? undefined : this.placements.server(id);
    if (!row || row.edgeOfId === null || row.pullsFrom === null) return undefined;
    const { passwordHash, from } = this.madeOf(row.id, row.pullsFrom);
    const { placements } = this;
    const hasStreamsOf = (workshopId: number) => placements.serverOf(workshopId)?.id === row.edgeOfId;
    return { passwordHash, from, hasStreamsOf };
  }

  /** Ids are never used again, and the secret is one for the life of the process. */
  private madeOf(id: number, pullsFrom: string): KnownEdge {
    const before = this.known.get(id);
    if (before?.pullsFrom === pullsFrom) return before;
    const { password } = edgeCredential(this.config.hookSecret, id);
    const made = { passwordHash: hashSecret(password), pullsFrom, from: AllowList.of([pullsFrom]) };
    this.known.set(id, made);
    return made;
  }
}
