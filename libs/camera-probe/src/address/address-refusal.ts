/** Reasons to refuse a camera address. A closed list. */
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
  'own-name-unresolved',
  'private-not-allowed',
  'public-not-allowed',
] as const;
export type AddressRefusal = (typeof ADDRESS_REFUSALS)[number];
