import { type NetworkInterfaceInfo } from 'node:os';

/** Whether the host of a URL is loopback, so that other machines cannot use it. */
export function isLoopbackUrl(url: string): boolean {
  const host = new URL(url.replace(/^rtsps?:/, 'http:')).hostname;
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** IPv4 addresses of this machine in its local networks, without loopback, link-local addresses and container bridges. Pure. */
export function lanHosts(interfaces: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>): string[] {
  const addresses = Object.entries(interfaces).flatMap(([name, list]) =>
    /^(docker|br-|veth|virbr|cni|podman)/.test(name) ? [] : (list ?? []),
  );
  const usable = addresses.filter(
    ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
  );
  return [...new Set(usable.map(({ address }) => address))];
}
