/** Why no camera may be at an address. A closed list. */
export const ADDRESS_REFUSALS = [
  'not-a-host',
  'odd-notation',
  'loopback',
  'link-local',
  'metadata',
  'unspecified',
  'multicast',
  'broadcast',
  'documentation',
  'reserved',
  'ipv4-in-ipv6',
  'own-address',
  'private-not-allowed',
  'public-not-allowed',
];
