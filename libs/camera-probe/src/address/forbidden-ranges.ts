import type { AddressRefusal } from './address-refusal';
import { type Cidr, CidrList, rangeContains } from './cidr-list';

// IANA's special-purpose registries (RFC 6890) and the metadata services of large clouds. The first match counts. The ranges
// of `ipaddr.js` lack cloud metadata, fec0::/10, 3fff::/20, 5f00::/16, 64:ff9b:1::/48 and 192.88.99.0/24.
const RANGES: readonly (readonly [AddressRefusal, readonly string[]])[] = [
  [
    'metadata',
    [
      '169.254.169.254/32', // AWS, Azure, Google, OpenStack
      '169.254.170.0/24', // AWS: credentials of containers
      '100.100.100.200/32', // Alibaba
      '168.63.129.16/32', // Azure: the host
      '192.0.0.192/32', // Oracle
      'fd00:ec2::/32', // AWS
      'fd20:ce::254/128', // Google
      'fd00:c1::a9fe:a9fe/128', // Oracle
      'fe80::a9fe:a9fe/128', // OpenStack
    ],
  ],
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['unspecified', ['0.0.0.0/8', '::/128']],
  ['link-local', ['169.254.0.0/16', 'fe80::/10', 'fec0::/10']],
  ['broadcast', ['255.255.255.255/32']],
  ['multicast', ['224.0.0.0/4', 'ff00::/8']],
  [
    'documentation',
    [
      '192.0.2.0/24',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '198.18.0.0/15', // benchmarks: RFC 2544
      '2001:db8::/32',
      '3fff::/20',
      '2001:2::/48',
    ],
  ],
  [
    'reserved',
    [
      '192.0.0.0/24',
      '192.88.99.0/24', // 6to4 relays: RFC 7526
      '240.0.0.0/4',
      '100::/64', // discard: RFC 6666
      '64:ff9b:1::/48', // NAT64 with a local prefix: the position of the IPv4 address is unknown
      '2001::/32', // Teredo obfuscates the IPv4 address: RFC 4380
      '2001:10::/28',
      '2001:20::/28',
      '5f00::/16',
    ],
  ],
];

/** Ranges that are refused, with the reason. Only an exemption by the operator allows one. */
export const FORBIDDEN_RANGES = RANGES.map(([reason, ranges]) => ({ reason, list: new CidrList(ranges) }));

/** Private use: RFC 1918, RFC 4193, and the shared address space of carriers and overlay networks (RFC 6598). */
const PRIVATE: readonly Cidr[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
];
export const PRIVATE_RANGES = new CidrList(PRIVATE);

/** Whether every address of a range is public. */
export function isPublicRange(range: Cidr): boolean {
  const others = [...PRIVATE, ...RANGES.flatMap(([, ranges]) => ranges)];
  return !others.some((other) => rangeContains(other, range) || rangeContains(range, other));
}
