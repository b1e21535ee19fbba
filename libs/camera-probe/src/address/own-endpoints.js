import { networkInterfaces } from 'node:os';
/** This machine's listeners, at every address that it has: give the ports of ours and of a MediaMTX beside us. */
export function endpointsOfThisMachine(ports) {
  const hosts = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address }) => address.replace(/%.*$/, ''));
  return hosts.flatMap((host) => ports.map((port) => ({ host, port })));
}
