import { type AddressRules, addressRules, checkAddress, type OwnAddress } from './check-address';
import type { AddressRefusal } from './address-refusal';
import type { CameraAddressPolicy, OwnEndpoint } from './camera-address-policy';
import { parseIpAddress } from './ip-address';
import { parseCameraHost } from './parse-camera-host';
import { type ResolveHost, resolveBySystem } from './resolve-host';

/** Result of checking a host. */
export type HostCheck =
  /** Connect to one of these addresses, not to the name, which could resolve to another address by then. */
  | { readonly kind: 'allowed'; readonly addresses: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: AddressRefusal }
  | { readonly kind: 'unresolvable' };

/** No camera has a name with more addresses. */
const MAX_ADDRESSES = 16;

/** The resolved listeners of this installation. */
interface OwnListeners {
  readonly addresses: readonly OwnAddress[];
  /** Essential endpoints whose name has no known address. */
  readonly unresolved: readonly OwnEndpoint[];
}

/**
 * Checks whether a camera may be at a host, so that no user can connect this server to itself or to its cloud. Names change
 * their meaning: create a guard for each operation, and check a host at each use. A guard resolves the names of this
 * installation once, also for many cameras.
 */
export class CameraAddressGuard {
  private readonly rules: AddressRules;
  private own: Promise<OwnListeners> | undefined;

  /**
   * @param resolve Resolves the names of cameras and limits the time of each lookup.
   * @param resolveOwn Resolves the names of this installation, independently of the lookups of tenants.
   * @throws RangeError when a range of the policy is not valid.
   */
  constructor(
    private readonly policy: CameraAddressPolicy,
    private readonly resolve: ResolveHost = resolveBySystem,
    private readonly resolveOwn: ResolveHost = resolve,
  ) {
    this.rules = addressRules(policy, []);
  }

  /** Resolves the host once and checks every address. One refused address refuses the host. */
  async check(text: string, port: number): Promise<HostCheck> {
    const host = parseCameraHost(text);
    if (host.kind === 'refused') return host;
    const [addresses, own] = await Promise.all([
      host.kind === 'address' ? [host.address] : resolveOrEmpty(host.name, this.resolve),
      (this.own ??= this.resolveOwnListeners()),
    ]);
    if (addresses.length === 0) return { kind: 'unresolvable' };
    if (host.kind === 'name' && this.isOwnName(host.name, port))
      return { kind: 'refused', reason: 'own-address' };
    const rules = { ...this.rules, own: own.addresses };
    for (const address of addresses) {
      const reason = checkAddress(address, port, rules);
      if (reason !== null) return { kind: 'refused', reason };
    }
    if (own.unresolved.some((endpoint) => endpoint.port === undefined || endpoint.port === port))
      return { kind: 'refused', reason: 'own-name-unresolved' };
    return { kind: 'allowed', addresses };
  }

  private isOwnName(name: string, port: number): boolean {
    return this.policy.own.some(
      (own) => own.host.toLowerCase() === name && (own.port === undefined || own.port === port),
    );
  }

  private async resolveOwnListeners(): Promise<OwnListeners> {
    const { own } = this.policy;
    const resolved = await Promise.all(own.map((endpoint) => this.addressesOf(endpoint)));
    const unresolved = own.filter(({ isEssential }, at) => isEssential && resolved[at]?.length === 0);
    return { addresses: resolved.flat(), unresolved };
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
  const addresses = await resolve(name).catch(() => []);
  return addresses.length > MAX_ADDRESSES ? [] : addresses;
}
