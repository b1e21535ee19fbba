import { type AuthRequest, credentialsOf } from '@ppf/mediamtx';
import { type DenyReason } from '../decision/hook-decision';
import { StrayPublishes } from './stray-publishes';

/** The last denied request on a path: what a user needs who sets up the camera. */
export interface LastDenial {
  readonly at: Date;
  readonly reason: DenyReason;
  readonly action: string;
  readonly protocol: string;
  readonly address: string;
}

/** Denials that are kept, one per path and side (publish or read); the oldest is dropped first. */
const MAX_DENIALS = 1000;
/** Clients send a first request without credentials to be challenged: such a denial is not a finding. */
const CHALLENGE: DenyReason = 'no-credentials';

/** Recent decisions of the auth hook, in memory. Holds no token, key or password. */
export class AuthHookRecord {
  private readonly denials = new Map<string, LastDenial>();

  /** Publishers that were denied, by the key that they presented. */
  readonly strays = new StrayPublishes();

  /** When MediaMTX last called the hook; null: never since this process started. */
  lastCallAt: Date | null = null;

  /** When a client last called the hook without its secret; null: never since this process started. */
  lastUnauthenticatedCallAt: Date | null = null;

  /** Stores a denied request. @param isPit Whether the path is a pit's: denials on other paths are not stored by path. */
  addDenial(request: AuthRequest, reason: DenyReason, isPit: boolean, at: Date): void {
    if (reason === CHALLENGE) return;
    const { action, protocol, ip: address, path } = request;
    if (action === 'publish') this.addStray(request, at);
    if (!isPit) return;
    const key = denialKey(path, action);
    this.denials.delete(key);
    this.denials.set(key, { at, reason, action, protocol, address });
    if (this.denials.size > MAX_DENIALS) this.denials.delete(this.denials.keys().next().value ?? key);
  }

  /** Drops the denial of a publisher at this address: the hook allows it now. */
  clearDenial(path: string, address: string): void {
    const key = denialKey(path, 'publish');
    if (this.denials.get(key)?.address === address) this.denials.delete(key);
  }

  /** The last denied publish request on a pit's path, or the last denied request of any other action. */
  lastDenialOn(path: string, action: 'publish' | 'read'): LastDenial | undefined {
    return this.denials.get(denialKey(path, action));
  }

  private addStray(request: AuthRequest, at: Date): void {
    const credentials = credentialsOf(request);
    if (credentials.kind !== 'none') this.strays.add(credentials.secret, { at, path: request.path });
  }
}

function denialKey(path: string, action: string): string {
  return `${action === 'publish' ? 'publish' : 'read'} ${path}`;
}
