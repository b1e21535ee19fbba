import { type NetworkInterfaceInfo } from 'node:os';

/** Whether a URL leads to the machine that it is used on: nothing elsewhere reaches us by it. */
export function leadsToLoopback(url: string): boolean {
  const host = new URL(url.replace(/^rtsps?:/, 'http:')).hostname;
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Addresses by which other machines of the same networks reach this one: IPv4, without loopback, link-local addresses and
 * the bridges of containers. Pure.
 */
export function lanHosts(interfaces: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>): string[] {
  const found = Object.entries(interfaces).flatMap(([name, addresses]) =>
    /^(docker|br-|veth|virbr|cni|podman)/.test(name) ? [] : (addresses ?? []),
  );
  const usable = found.filter(
    ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
  );
  return [...new Set(usable.map(({ address }) => address))];
}
