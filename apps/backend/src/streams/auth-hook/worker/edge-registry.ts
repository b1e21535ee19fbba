import { edgeCredential, edgeIdOf } from '../../../platform/crypto/edge-credential';
import { hashSecret } from '../../../platform/crypto/secrets';
import { AllowList } from '../../access-index/allow-list';
import { type EdgeAccess } from '../decision/decide-edge-pull';
import { type EdgesCopy } from './hook-messages';

/** The edges that may pull from an origin, in memory. */
export class EdgeRegistry {
  private edges: ReadonlyMap<number, EdgeAccess> = new Map();

  /** @param hookSecret Credentials of edges are derived from it. */
  constructor(private readonly hookSecret: string) {}

  /** Replaces all edges. */
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

  /** The edge with this user name. */
  of(user: string): EdgeAccess | undefined {
    const id = edgeIdOf(user);
    return id === null ? undefined : this.edges.get(id);
  }
}
