import {
  CameraAddressGuard,
  endpointsOfThisMachine,
  type OwnEndpoint,
  type ResolveHost,
  resolveBySystem,
} from '@ppf/camera-probe';
import { isIP } from 'node:net';
import type { Principal } from '../auth';
import type { CameraNetworks } from '../config/cameras.config';

/** What this installation knows of where cameras may be. */
export interface CameraPlaces {
  readonly networks: CameraNetworks;
  /** Our own listeners, the media server's and the database's. */
  readonly own: readonly OwnEndpoint[];
  /** Ports that are ours at every address of this machine. */
  readonly ownPorts: readonly number[];
  /** Whether anybody may have a camera on loopback: outside of production, where the sample cameras are. */
  readonly loopbackForAll: boolean;
}

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** Makes the guards that judge where cameras may be. A guard is for one moment: it looks each name up once. */
export class CameraNetwork {
  constructor(
    private readonly places: CameraPlaces,
    private readonly resolve: ResolveHost = resolveBySystem,
  ) {}

  /** For an address that somebody gives. The operator may have cameras on loopback in production too. */
  guardFor(principal: Principal): CameraAddressGuard {
    return this.guard(principal.role === 'super_admin');
  }

  /** For cameras that are set up already: those given by address, which was judged then, and those given by name. */
  guardsForSaved(): { of(host: string): CameraAddressGuard } {
    const resolve = rememberingEach(this.resolve);
    const address = this.guard(true, resolve);
    const name = this.guard(false, resolve);
    return { of: (host) => (isIP(host) === 0 ? name : address) };
  }

  private guard(loopback: boolean, resolve = rememberingEach(this.resolve)): CameraAddressGuard {
    const { networks, own, ownPorts, loopbackForAll } = this.places;
    const exempt = loopback || loopbackForAll ? LOOPBACK : [];
    // Read each time: this machine's addresses change.
    const here = endpointsOfThisMachine(ownPorts);
    return new CameraAddressGuard({ ...networks, exempt, own: [...own, ...here] }, resolve);
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
