import { controlApiCredential } from '../../../platform/crypto/control-api-credential';
import { hashSecret } from '../../../platform/crypto/secrets';
import { AllowList } from '../../access-index/allow-list';
import { type PitAccess, type StreamAccess } from '../../access-index/pit-access';
import { PitTable } from '../../access-index/pit-table';
import { ActiveSessions } from '../../sessions/admission/active-sessions';
import { Revocations } from '../../sessions/admission/revocations';
import { ViewerCapacity } from '../../sessions/admission/viewer-capacity';
import { createStreamTokens } from '../../tokens/create-stream-tokens';
import { type StreamTokens } from '../../tokens/stream-token';
import { StreamTokenUses } from '../../tokens/stream-token-uses';
import { type AuthHookContext } from '../decision/decide-media-access';
import { EdgeRegistry } from './edge-registry';
import { HOOK_PARTS, type HookChange, type HookPart, type HookSettings, type PitCopy } from './hook-messages';

/** The state that the auth hook decides from, in its own thread's memory. The API's thread sends every change of it. */
export class HookState implements AuthHookContext {
  readonly tokens: StreamTokens;
  readonly uses = new StreamTokenUses();
  readonly revocations: Revocations;
  readonly active = new ActiveSessions();
  readonly capacity: ViewerCapacity;
  readonly edges: EdgeRegistry;
  readonly ticketSecret: string;
  readonly service: AuthHookContext['service'];
  readonly index: AuthHookContext['index'];
  private pits = new PitTable();
  /** Filled page by page; replaces `pits` when it is complete. */
  private arriving: PitTable | null = null;
  private readonly missing = new Set<HookPart>(HOOK_PARTS);

  constructor(settings: HookSettings) {
    const { hookSecret, limits, keepRevocationsMs } = settings;
    this.tokens = createStreamTokens(settings, settings.acceptedKeys);
    this.revocations = new Revocations(keepRevocationsMs);
    this.capacity = new ViewerCapacity(this.active, limits);
    this.edges = new EdgeRegistry(hookSecret);
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

  /** Whether every part has arrived. */
  get isLoaded(): boolean {
    return this.missing.size === 0;
  }

  /** Applies a change. */
  apply(change: HookChange): void {
    switch (change.kind) {
      case 'pit':
        return this.putPit(change.pit);
      case 'pit-removed':
        this.pits.remove(change.pitId);
        this.arriving?.remove(change.pitId);
        return;
      case 'pits-begin':
        this.arriving = new PitTable();
        return;
      case 'pits':
        for (const pit of change.pits) this.arriving?.put(toPitAccess(pit));
        return;
      case 'edges':
        return this.edges.replaceAll(change.edges);
      case 'revoked':
        for (const revocation of change.revocations) this.revocations.add(revocation);
        return;
      case 'sessions-begun':
        for (const session of change.sessions) this.active.add(session);
        return;
      case 'session-ended':
        return this.active.remove(change.jti);
      case 'uses':
        for (const { jti, exp, use } of change.uses) {
          // The use that this thread recorded is more exact.
          if (!this.uses.of(jti) && !this.uses.isFull) this.uses.remember(jti, exp, use);
        }
        return;
      case 'loaded':
        return this.completePart(change.part);
    }
  }

  private putPit(pit: PitCopy): void {
    const access = toPitAccess(pit);
    this.pits.put(access);
    this.arriving?.put(access);
  }

  private completePart(part: HookPart): void {
    if (part === 'pits' && this.arriving) {
      this.pits = this.arriving;
      this.arriving = null;
    }
    if (part === 'revocations') this.revocations.markLoaded();
    this.missing.delete(part);
  }
}

function toPitAccess({ allowList, ...pit }: PitCopy): PitAccess {
  return { ...pit, allowList: AllowList.of(allowList) };
}
