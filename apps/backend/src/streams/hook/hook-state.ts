import { controlApiCredential } from '../../platform/crypto/control-api-credential';
import { hashSecret } from '../../platform/crypto/secrets';
import { AllowList } from '../access-index/allow-list';
import { type PitAccess, type StreamAccess } from '../access-index/pit-access';
import { PitTable } from '../access-index/pit-table';
import { Revocations } from '../revocation/revocations';
import { ActiveViewings } from '../sessions/active-viewings';
import { ViewingRoom } from '../sessions/viewing-room';
import { streamTokens } from '../signing/stream-tokens-of-mode';
import { type StreamTokens } from '../tokens/stream-token';
import { StreamTokenUses } from '../tokens/stream-token-uses';
import { type MediaKnowledge } from './decide-media-access';
import { HOOK_PARTS, type HookChange, type HookPart, type HookSettings, type PitCopy } from './hook-messages';
import { KnownEdges } from './known-edges';

/** Everything that the hook decides from, in its own thread's memory, kept equal to the API's by changes that it sends. */
export class HookState implements MediaKnowledge {
  readonly tokens: StreamTokens;
  readonly uses = new StreamTokenUses();
  readonly revocations: Revocations;
  readonly active = new ActiveViewings();
  readonly room: ViewingRoom;
  readonly edges: KnownEdges;
  readonly ticketSecret: string;
  readonly service: MediaKnowledge['service'];
  readonly index: MediaKnowledge['index'];
  private pits = new PitTable();
  /** Filled page by page; takes the place of `pits` when it is whole. */
  private arriving: PitTable | null = null;
  private readonly missing = new Set<HookPart>(HOOK_PARTS);

  constructor(settings: HookSettings) {
    const { hookSecret, limits, keepRevocationsMs } = settings;
    this.tokens = streamTokens(settings, settings);
    this.revocations = new Revocations(keepRevocationsMs);
    this.room = new ViewingRoom(this.active, limits);
    this.edges = new KnownEdges(hookSecret);
    this.ticketSecret = hookSecret;
    const { user, password } = controlApiCredential(hookSecret);
    this.service = { user, passwordHash: hashSecret(password) };
    const isLoaded = () => this.isLoaded;
    const streamAt = (path: string): StreamAccess | undefined => this.pits.streamAt(path);
    this.index = {
      get isLoaded() {
        return isLoaded();
      },
      streamAt,
    };
  }

  /** Whether every part has arrived once. */
  get isLoaded(): boolean {
    return this.missing.size === 0;
  }

  /** Applies a change. */
  apply(change: HookChange): void {
    switch (change.kind) {
      case 'pit':
        return this.put(change.pit);
      case 'pit-gone':
        this.pits.remove(change.pitId);
        this.arriving?.remove(change.pitId);
        return;
      case 'pits-begin':
        this.arriving = new PitTable();
        return;
      case 'pits':
        for (const pit of change.pits) this.arriving?.put(pitOf(pit));
        return;
      case 'edges':
        return this.edges.replaceAll(change.edges);
      case 'revoked':
        for (const revocation of change.revocations) this.revocations.add(revocation);
        return;
      case 'began':
        for (const viewing of change.viewings) this.active.add(viewing);
        return;
      case 'ended':
        return this.active.remove(change.jti);
      case 'uses':
        for (const { jti, exp, use } of change.uses) {
          // What was seen here is more exact.
          if (!this.uses.of(jti) && !this.uses.isFull) this.uses.remember(jti, exp, use);
        }
        return;
      case 'loaded':
        return this.loaded(change.part);
    }
  }

  private put(pit: PitCopy): void {
    const access = pitOf(pit);
    this.pits.put(access);
    this.arriving?.put(access);
  }

  private loaded(part: HookPart): void {
    if (part === 'pits' && this.arriving) {
      this.pits = this.arriving;
      this.arriving = null;
    }
    if (part === 'revocations') this.revocations.loaded();
    this.missing.delete(part);
  }
}

function pitOf({ allowList, ...pit }: PitCopy): PitAccess {
  return { ...pit, allowList: AllowList.of(allowList) };
}
