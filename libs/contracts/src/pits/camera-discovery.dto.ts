/**
 * A camera that answered a search in the network (WS-Discovery, ONVIF Core Specification §7): one for each address, port and
 * path of an ONVIF service.
 */
export class DiscoveredCamera {
  /** Its address. */
  host: string;

  /** Port of its ONVIF service, for `POST /workshops/{id}/camera-streams`. */
  port: number;

  /** Whether its ONVIF service is reached over TLS. */
  tls: boolean;

  /** Path of its ONVIF service. */
  path: string;

  /** What it calls itself; null: it does not tell. */
  name: string | null;

  /** Its model, as it tells; null: it does not tell. */
  model: string | null;

  /** The pit whose camera has this host already; null: none of the workshop's. */
  pit_id: number | null;
}

/**
 * `POST /workshops/{id}/camera-discovery`: cameras with ONVIF in the backend's own network, by address; only those where
 * the workshop's cameras may be. Takes about 4 s. Cameras in other networks, behind a router or VPN, are not found so.
 */
export class CameraDiscovery {
  items: DiscoveredCamera[];
}
