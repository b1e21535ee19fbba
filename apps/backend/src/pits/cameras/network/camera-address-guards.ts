import {
  CameraAddressGuard,
  endpointsOfThisMachine,
  LookupLimiter,
  type OwnEndpoint,
  type ResolveHost,
  resolveBySystem,
} from '@ppf/camera-probe';
import { isIP } from 'node:net';
import type { Principal } from '../../../auth/index';
import { type Networks, PUBLIC_NETWORKS } from '../../../config/networks.setting';

/** What this installation knows of where cameras may be. */
export interface GuardSettings {
  readonly networks: Networks;
  /** Our own listeners, the media server's and the database's. */
  readonly own: readonly OwnEndpoint[];
  /** Ports that are ours at every address of this machine. */
  readonly ownPorts: readonly number[];
  /** Whether owners may have a camera on loopback (`opensLoopback`). */
  readonly loopbackForAll: boolean;
}

/** What a workshop chose of the networks that the operator allows; null: all of them. */
export type WorkshopNetworks = readonly string[] | null;

const LOOPBACK = ['127.0.0.0/8', '::1/128'];
/** How long all names of one round over saved cameras may take, in ms: what is not known then stays as it is. */
const LOOKUP_ROUND_TIMEOUT_MS = 5_000;
/** Our own names have a lane of their own: no tenant's may delay them. */
const OWN_NAMES_LANE = 'own';

/** Makes the guards that judge where cameras may be. A guard is for one moment: it looks each name up once. */
export class CameraAddressGuards {
  private readonly lookups: LookupLimiter;

  constructor(
    private readonly settings: GuardSettings,
    resolve: ResolveHost = resolveBySystem,
  ) {
    this.lookups = new LookupLimiter(resolve);
  }

  /**
   * For an address that somebody gives. The operator may have cameras on loopback in production too. `signal`: ends lookups,
   * and what is not known by then has no address.
   */
  guardFor(principal: Principal, workshop: WorkshopNetworks, signal?: AbortSignal): CameraAddressGuard {
    const tenant = principal.workshopId === null ? `operator ${principal.id}` : `${principal.workshopId}`;
    const names = cached(this.lookups.of(tenant, signal));
    return this.guard(this.allowsLoopback(principal), workshop, names, this.ownNames());
  }

  /** Whether somebody may set up a camera that is on loopback, as the sample cameras are. */
  allowsLoopback(principal: Principal): boolean {
    return principal.role === 'super_admin' || this.settings.loopbackForAll;
  }

  /** For cameras that are set up already: those given by address, which was judged then, and those given by name. */
  guardsForSaved(): { of(host: string, workshop: WorkshopNetworks, workshopId: number): CameraAddressGuard } {
    const guards = new Map<string, CameraAddressGuard>();
    const names = new Map<number, ResolveHost>();
    const round = AbortSignal.timeout(LOOKUP_ROUND_TIMEOUT_MS);
    const ownNames = this.ownNames();
    return {
      of: (host, workshop, workshopId) => {
        const isAddress = isIP(host) !== 0;
        const key = `${isAddress} ${workshopId} ${workshop?.join(' ') ?? '*'}`;
        const known = guards.get(key);
        if (known) return known;
        const resolve = names.get(workshopId) ?? cached(this.lookups.of(`${workshopId}`, round));
        names.set(workshopId, resolve);
        const guard = this.guard(isAddress, workshop, resolve, ownNames);
        guards.set(key, guard);
        return guard;
      },
    };
  }

  private ownNames(): ResolveHost {
    return cached(this.lookups.of(OWN_NAMES_LANE));
  }

  private guard(
    loopback: boolean,
    workshop: WorkshopNetworks,
    names: ResolveHost,
    ownNames: ResolveHost,
  ): CameraAddressGuard {
    const { networks, own, ownPorts, loopbackForAll } = this.settings;
    const exempt = loopback || loopbackForAll ? LOOPBACK : [];
    // Read each time: this machine's addresses change.
    const here = endpointsOfThisMachine(ownPorts);
    const within = workshop && {
      allow: workshop.filter((each) => each !== PUBLIC_NETWORKS),
      allowPublic: workshop.includes(PUBLIC_NETWORKS),
    };
    return new CameraAddressGuard({ ...networks, within, exempt, own: [...own, ...here] }, names, ownNames);
  }
}

// Our own names are judged with every camera: a thousand cameras are no reason to look them up a thousand times.
function cached(resolve: ResolveHost): ResolveHost {
  const known = new Map<string, ReturnType<ResolveHost>>();
  return (name) => {
    const found = known.get(name) ?? resolve(name);
    known.set(name, found);
    return found;
  };
}
