import {
  CameraAddressGuard,
  endpointsOfThisMachine,
  type OwnEndpoint,
  type ResolveHost,
  resolveBySystem,
} from '@ppf/camera-probe';
import { isIP } from 'node:net';
import type { Principal } from '../../auth';
import { type Networks, PUBLIC_NETWORKS } from '../../config/networks.setting';

/** What this installation knows of where cameras may be. */
export interface CameraPlaces {
  readonly networks: Networks;
  /** Our own listeners, the media server's and the database's. */
  readonly own: readonly OwnEndpoint[];
  /** Ports that are ours at every address of this machine. */
  readonly ownPorts: readonly number[];
  /** Whether anybody may have a camera on loopback: outside of production, where the sample cameras are. */
  readonly loopbackForAll: boolean;
}

/** What a workshop chose of the networks that the operator allows; null: all of them. */
export type ChosenNetworks = readonly string[] | null;

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** Makes the guards that judge where cameras may be. A guard is for one moment: it looks each name up once. */
export class CameraNetwork {
  constructor(
    private readonly places: CameraPlaces,
    private readonly resolve: ResolveHost = resolveBySystem,
  ) {}

  /** For an address that somebody gives. The operator may have cameras on loopback in production too. */
  guardFor(principal: Principal, workshop: ChosenNetworks): CameraAddressGuard {
    return this.guard(this.mayBeOnLoopback(principal), workshop);
  }

  /** Whether somebody may set up a camera that is on loopback, as the sample cameras are. */
  mayBeOnLoopback(principal: Principal): boolean {
    return principal.role === 'super_admin' || this.places.loopbackForAll;
  }

  /** For cameras that are set up already: those given by address, which was judged then, and those given by name. */
  guardsForSaved(): { of(host: string, workshop: ChosenNetworks): CameraAddressGuard } {
    const resolve = rememberingEach(this.resolve);
    const guards = new Map<string, CameraAddressGuard>();
    return {
      of: (host, workshop) => {
        const isAddress = isIP(host) !== 0;
        const key = `${isAddress} ${workshop?.join(' ') ?? '*'}`;
        const guard = guards.get(key) ?? this.guard(isAddress, workshop, resolve);
        guards.set(key, guard);
        return guard;
      },
    };
  }

  private guard(
    loopback: boolean,
    workshop: ChosenNetworks,
    resolve = rememberingEach(this.resolve),
  ): CameraAddressGuard {
    const { networks, own, ownPorts, loopbackForAll } = this.places;
    const exempt = loopback || loopbackForAll ? LOOPBACK : [];
    // Read each time: this machine's addresses change.
    const here = endpointsOfThisMachine(ownPorts);
    const within = workshop && {
      allow: workshop.filter((each) => each !== PUBLIC_NETWORKS),
      allowPublic: workshop.includes(PUBLIC_NETWORKS),
    };
    return new CameraAddressGuard({ ...networks, within, exempt, own: [...own, ...here] }, resolve);
  }
}

// Our own names are judged with every camera: a thousand cameras are no reason to look them up a thousand times.
function rememberingEach(resolve: ResolveHost): ResolveHost {
  const known = new Map<string, ReturnType<ResolveHost>>();
  return (name) => {
    const found = known.get(name) ?? resolve(name);
    known.set(name, found);
    return found;
  };
}
