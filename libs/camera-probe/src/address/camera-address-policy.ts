import type { Cidr } from './cidr-list';

/** A listener of this installation. */
export interface OwnEndpoint {
  /** Address or host name. A guard resolves a name once. */
  readonly host: string;
  /** Absent: every port of the host. */
  readonly port?: number;
  /**
   * Whether this service connects to it. While its name has never been resolved, no address is allowed at its port: it could
   * be this endpoint. Names that only browsers resolve are skipped instead.
   */
  readonly isEssential?: boolean;
}

/** Networks to which a workshop restricts its cameras. */
export interface WorkshopNetworks {
  readonly allow: readonly Cidr[];
  readonly allowPublic: boolean;
}

/** Addresses that are allowed for a workshop's cameras. */
export interface CameraAddressPolicy {
  /** Private ranges of cameras. */
  readonly allow: readonly Cidr[];
  /** Whether public addresses are allowed, as with port forwarding. */
  readonly allowPublic: boolean;
  /** The workshop's restriction, which can only narrow this policy. Null or absent: none. */
  readonly within?: WorkshopNetworks | null;
  /** The operator's exemptions from the forbidden ranges: `127.0.0.0/8` for the sample workshop. */
  readonly exempt: readonly Cidr[];
  /** Listeners of this installation, always refused: no exemption opens them. */
  readonly own: readonly OwnEndpoint[];
}

/** Allows the private ranges of a home or workshop network only. */
export const LOCAL_NETWORK_ONLY: CameraAddressPolicy = {
  allow: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
  allowPublic: false,
  exempt: [],
  own: [],
};
