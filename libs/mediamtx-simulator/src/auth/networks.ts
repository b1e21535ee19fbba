import { BlockList, isIP } from 'node:net';

/** Whether an address lies in one of the networks (`10.0.0.0/8`) or is one of the addresses. */
export function isInNetworks(networks: readonly string[], ip: string): boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = familyOf(address);
    if (!family) continue;
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  const family = familyOf(ip);
  return family !== null && list.check(ip, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6';
}
