/**
 * A camera found by WS-Discovery (ONVIF Core Specification §7): one per address, port and path of an ONVIF service.
 */
export class DiscoveredCamera {
  /** IP address. */
  host: string;

  /** Port of its ONVIF service, for `POST /workshops/{id}/camera-streams`. */
  port: number;

  /** Whether its ONVIF service is reached over TLS. */
  tls: boolean;

  /** Path of its ONVIF service. */
  path: string;

  /** Declared name. Null: not declared. */
  name: string | null;

  /** Declared model. Null: not declared. */
  model: string | null;

  /** The pit of the workshop whose camera has this host. Null: none. */
  pit_id: number | null;
}

/**
 * `POST /workshops/{id}/camera-discovery`: ONVIF cameras in the networks of the backend, by address, limited to the
 * camera networks of the workshop. Takes about 4 s. Cameras behind a router or VPN are not found.
 */
export class CameraDiscovery {
  items: DiscoveredCamera[];
}
