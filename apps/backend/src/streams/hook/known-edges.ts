import { edgeCredential, edgeIdOf } from '../../platform/crypto/edge-credential';
import { hashSecret } from '../../platform/crypto/secrets';
import { AllowList } from '../access-index/allow-list';
import { type EdgeAccess, type EdgeKnowledge } from './decide-edge-pull';
import { type EdgesCopy } from './hook-messages';

/** The edges that the hook may be asked about, in memory. */
export class KnownEdges {
  private edges: ReadonlyMap<number, EdgeAccess> = new Map();

  /** @param hookSecret Credentials of edges are derived from it. */
  constructor(private readonly hookSecret: string) {}

  /** Takes these for all edges there are. */
  replaceAll({ edges, serverIds, placements, configuredId }: EdgesCopy): void {
    const placedOn = new Map(placements);
    const known = new Set(serverIds);
    const serverOf = (workshopId: number): number | null => {
      const placed = placedOn.get(workshopId);
      return placed !== undefined && known.has(placed) ? placed : configuredId;
    };
    this.edges = new Map(
      edges.map(({ id, edgeOfId, pullsFrom }) => {
        const { password } = edgeCredential(this.hookSecret, id);
        const hasStreamsOf = (workshopId: number) => serverOf(workshopId) === edgeOfId;
        return [id, { passwordHash: hashSecret(password), from: AllowList.of([pullsFrom]), hasStreamsOf }];
      }),
    );
  }

  /** The edge that shows this user name. */
  of(user: string): ReturnType<EdgeKnowledge['edges']['of']> {
    const id = edgeIdOf(user);
    return id === null ? undefined : this.edges.get(id);
  }
}
