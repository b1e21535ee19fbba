import {
  CameraAddressGuard,
  endpointsOfThisMachine,
  LookupLimiter,
  type OwnEndpoint,
  type ResolveHost,
  resolveBySystem,
} from '@ppf/camera-probe';
import { isIP } from 'node:net';
import type { Principal } from '../../../auth';
import { type Networks, PUBLIC_NETWORKS } from '../../../config/networks.setting';

/** Settings of this installation that decide which camera addresses are allowed. */
export interface GuardSettings {
  readonly networks: Networks;
  /** Listeners of this service, the media servers and the database. */
  readonly own: readonly OwnEndpoint[];
  /** Ports that are refused at every address of this machine. */
  readonly ownPorts: readonly number[];
  /** Whether owners may set up a camera on loopback (`opensLoopback`). */
  readonly loopbackForAll: boolean;
}

/** The networks that a workshop chose among those that the operator allows. Null: all of them. */
export type WorkshopNetworks = readonly string[] | null;

/** Guards of one round over stored cameras. */
export interface StoredCameraGuards {
  of(host: string, workshop: WorkshopNetworks, workshopId: number): CameraAddressGuard;
}

const LOOPBACK = ['127.0.0.0/8', '::1/128'];
/** Limit for all lookups of one round over stored cameras. A name that is not resolved by then keeps its last address. */
const LOOKUP_ROUND_TIMEOUT_MS = 5_000;
/** The names of this installation have a separate lane: lookups of tenants cannot delay them. */
const OWN_NAMES_LANE = 'own';

/** Creates the guards that check camera addresses. A guard is for one operation: it resolves each name once. */
export class CameraAddressGuards {
  private readonly lookups: LookupLimiter;
  /** The last known addresses of this installation's own names, for the time when a name cannot be resolved. */
  private readonly lastOwnAddresses = new Map<string, readonly string[]>();

  constructor(
    private readonly settings: GuardSettings,
    resolve: ResolveHost = resolveBySystem,
  ) {
    this.lookups = new LookupLimiter(resolve);
  }

  /**
   * The guard for an address that a user enters. The operator may use loopback in production too.
   * @param signal Ends lookups: a name that is not resolved by then has no address.
   */
  guardFor(principal: Principal, workshop: WorkshopNetworks, signal?: AbortSignal): CameraAddressGuard {
    const tenant = principal.workshopId === null ? `operator ${principal.id}` : `${principal.workshopId}`;
    const names = cached(this.lookups.of(tenant, signal));
    return this.createGuard(this.allowsLoopback(principal), workshop, names, this.ownNames());
  }

  /** Whether a user may set up a camera on loopback, where the sample cameras are. */
  allowsLoopback(principal: Principal): boolean {
    return principal.role === 'operator' || this.settings.loopbackForAll;
  }

  /** Guards for stored cameras. An address was checked when it was saved, so that loopback is allowed for it. */
  guardsForSaved(): StoredCameraGuards {
    const guards = new Map<string, CameraAddressGuard>();
    const names = new Map<number, ResolveHost>();
    const round = AbortSignal.timeout(LOOKUP_ROUND_TIMEOUT_MS);
    const ownNames = this.ownNames();
    return {
      of: (host, workshop, workshopId) => {
        const isAddress = isIP(host) !== 0;
        const key = `${isAddress} ${workshopId} ${workshop?.join(' ') ?? '*'}`;
        const existing = guards.get(key);
        if (existing) return existing;
        const resolve = names.get(workshopId) ?? cached(this.lookups.of(`${workshopId}`, round));
        names.set(workshopId, resolve);
        const guard = this.createGuard(isAddress, workshop, resolve, ownNames);
        guards.set(key, guard);
        return guard;
      },
    };
  }

  // A name that stops resolving, as that of a stopped container, keeps its last addresses refused.
  private ownNames(): ResolveHost {
    const resolve = this.lookups.of(OWN_NAMES_LANE);
    return cached(async (name) => {
      const addresses = await resolve(name).catch(() => []);
      if (addresses.length === 0) return this.lastOwnAddresses.get(name) ?? [];
      this.lastOwnAddresses.set(name, addresses);
      return addresses;
    });
  }

  private createGuard(
    isLoopbackAllowed: boolean,
    workshop: WorkshopNetworks,
    names: ResolveHost,
    ownNames: ResolveHost,
  ): CameraAddressGuard {
    const { networks, own, ownPorts, loopbackForAll } = this.settings;
    const exempt = isLoopbackAllowed || loopbackForAll ? LOOPBACK : [];
    // Read for each guard, because the addresses of this machine change.
    const thisMachine = endpointsOfThisMachine(ownPorts);
    const within = workshop && {
      allow: workshop.filter((each) => each !== PUBLIC_NETWORKS),
      allowPublic: workshop.includes(PUBLIC_NETWORKS),
    };
    const policy = { ...networks, within, exempt, own: [...own, ...thisMachine] };
    return new CameraAddressGuard(policy, names, ownNames);
  }
}

// One lookup per name, also for a thousand cameras.
function cached(resolve: ResolveHost): ResolveHost {
  const lookups = new Map<string, ReturnType<ResolveHost>>();
  return (name) => {
    const lookup = lookups.get(name) ?? resolve(name);
    lookups.set(name, lookup);
    return lookup;
  };
}
