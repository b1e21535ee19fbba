import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/** Whether this is an address or a host name. Numbers that some resolvers take for addresses (`2130706433`) are not. */
export function isCameraHost(host: string): boolean {
  if (isIP(host)) return !host.includes('%');
  const labels = host.replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  return (
    host.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^(\d+|0x[0-9a-f]*)$/i.test(last)
  );
}

/** What is known about where cameras may be. */
export interface CameraNetwork {
  /** Loopback is for the sample cameras: refused in production, except to the operator. */
  readonly loopbackAllowed: boolean;
  /** The media server's own RTSP server: fetching from it would be a loop. */
  readonly mediaServer: { readonly host: string; readonly port: number };
}

/**
 * Why a camera cannot be at this address, as a sentence; null when it can. Host names are judged by their text: what
 * they resolve to is the media server's business.
 */
export function refuseCameraAddress(host: string, port: number, network: CameraNetwork): string | null {
  if (!isCameraHost(host)) return 'This is neither a host name nor an IP address.';
  if (inList(NEVER, host)) return 'No camera can be at this address: it is reserved.';
  const loopback = isLoopback(host);
  const ownServer = network.mediaServer;
  const own = host === ownServer.host || (loopback && isLoopback(ownServer.host));
  if (own && port === ownServer.port)
    return 'This is the media server itself. Give the address of the camera.';
  if (loopback && !network.loopbackAllowed)
    return 'This address is the server itself. Give the address of the camera in its network.';
  return null;
}

/** Unspecified, multicast, broadcast, and the addresses where clouds tell machines their credentials. */
const NEVER = listOf(
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.169.254', 32, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  ['fd00:ec2::254', 128, 'ipv6'],
);
const LOOPBACK = listOf(['127.0.0.0', 8, 'ipv4'], ['::1', 128, 'ipv6']);

function isLoopback(host: string): boolean {
  return /(^|\.)localhost\.?$/i.test(host) || inList(LOOPBACK, host);
}

function listOf(...subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList();
  for (const [network, bits, family] of subnets) list.addSubnet(network, bits, family);
  return list;
}

// BlockList knows IPv4 addresses in IPv6 clothes (::ffff:127.0.0.1) by itself.
function inList(list: BlockList, host: string): boolean {
  return (isIPv4(host) && list.check(host, 'ipv4')) || (isIPv6(host) && list.check(host, 'ipv6'));
}
