import { networkInterfaces } from 'node:os';
import type { OwnEndpoint } from './camera-address-policy';

/** This machine's listeners, at each of its addresses. `ports`: those of this service and of a MediaMTX on this machine. */
export function endpointsOfThisMachine(ports: readonly number[]): OwnEndpoint[] {
  const hosts = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address }) => address.replace(/%.*$/, ''));
  return hosts.flatMap((host) => ports.map((port) => ({ host, port })));
}
