import type { AddressRefusal } from './address-refusal';
import type { CameraAddressPolicy, OwnEndpoint } from './camera-address-policy';
import { parseIpAddress } from './ip-address';
import { type AddressRules, addressRules, checkAddress, type OwnAddress } from './check-address';
import { parseCameraHost } from './parse-camera-host';
import { type ResolveHost, resolveBySystem } from './resolve-host';

/** What the guard says of a host. */
export type HostCheck =
  /** Connect to one of these, and not to the name: it could mean something else by then. */
  | { readonly kind: 'allowed'; readonly addresses: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: AddressRefusal }
  | { readonly kind: 'unresolvable' };

/** A name with more addresses than this is not a camera's. */
const MAX_ADDRESSES = 16;

/**
 * Decides which hosts a camera may be at, so that nobody can make the server reach into itself or its cloud. Ask it
 * again at each use: what a name means changes. Make one for each occasion: where we are ourselves it finds out once,
 * for a thousand cameras too.
 */
export class CameraAddressGuard {
  private readonly rules: AddressRules;
  private own: Promise<readonly OwnAddress[]> | undefined;

  /**
   * `resolve` ends each lookup in its time; `resolveOwn` looks up our own names, which no tenant's names may delay.
   * @throws RangeError when a range of the policy cannot be read.
   */
  constructor(
    private readonly policy: CameraAddressPolicy,
    private readonly resolve: ResolveHost = resolveBySystem,
    private readonly resolveOwn: ResolveHost = resolve,
  ) {
    this.rules = addressRules(policy, []);
  }

  /** Looks the host up once and judges everything that it may mean: one refused address refuses it. */
  async check(text: string, port: number): Promise<HostCheck> {
    const host = parseCameraHost(text);
    if (host.kind === 'refused') return host;
    const [addresses, own] = await Promise.all([
      host.kind === 'address' ? [host.address] : resolveOrEmpty(host.name, this.resolve),
      (this.own ??= this.ownAddresses()),
    ]);
    if (addresses.length === 0) return { kind: 'unresolvable' };
    if (host.kind === 'name' && this.isOwnName(host.name, port))
      return { kind: 'refused', reason: 'own-address' };
    const rules = { ...this.rules, own };
    for (const address of addresses) {
      const reason = checkAddress(address, port, rules);
      if (reason !== null) return { kind: 'refused', reason };
    }
    return { kind: 'allowed', addresses };
  }

  private isOwnName(name: string, port: number): boolean {
    return this.policy.own.some(
      (own) => own.host.toLowerCase() === name && (own.port === undefined || own.port === port),
    );
  }

  private async ownAddresses(): Promise<OwnAddress[]> {
    const found = await Promise.all(this.policy.own.map((own) => this.addressesOf(own)));
    return found.flat();
  }

  private async addressesOf({ host, port }: OwnEndpoint): Promise<OwnAddress[]> {
    const texts = parseIpAddress(host) === null ? await resolveOrEmpty(host, this.resolveOwn) : [host];
    return texts
      .map(parseIpAddress)
      .filter((address) => address !== null)
      .map((address) => ({ address, port: port ?? null }));
  }
}

async function resolveOrEmpty(name: string, resolve: ResolveHost): Promise<readonly string[]> {
  const found = await resolve(name).catch(() => []);
  return found.length > MAX_ADDRESSES ? [] : found;
}
