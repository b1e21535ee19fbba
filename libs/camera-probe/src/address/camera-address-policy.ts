import type { Cidr } from './cidr-list';

/** An address and port where something of ours listens. */
export interface OwnEndpoint {
  /** Address, or a name, which a guard looks up once. */
  readonly host: string;
  /** Absent: every port there. */
  readonly port?: number;
}

/** Networks that a workshop confines its cameras to. */
export interface WorkshopNetworks {
  readonly allow: readonly Cidr[];
  readonly allowPublic: boolean;
}

/** Where a workshop's cameras may be. */
export interface CameraAddressPolicy {
  /** Private ranges where cameras are. */
  readonly allow: readonly Cidr[];
  /** Whether a camera may be at a public address, as with port forwarding. */
  readonly allowPublic: boolean;
  /** The workshop's own choice among what is allowed here: it can only narrow it. Null or absent: all of it. */
  readonly within?: WorkshopNetworks | null;
  /** The operator's exemptions from the ranges where no camera is: `127.0.0.0/8` for the sample workshop. */
  readonly exempt: readonly Cidr[];
  /** Our own listeners and MediaMTX's. No exemption opens them: a camera there would be ourselves. */
  readonly own: readonly OwnEndpoint[];
}

/** Cameras in the private ranges of a home or workshop network, and nowhere else. */
export const LOCAL_NETWORK_ONLY: CameraAddressPolicy = {
  allow: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
  allowPublic: false,
  exempt: [],
  own: [],
};
