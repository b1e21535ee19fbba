import type { AddressRefusal } from './address-refusal';
import type { CameraAddressPolicy } from './camera-address-policy';
import { CidrList } from './cidr-list';
import { embeddedIpv4, isIpv4InIpv6 } from './embedded-address';
import { type IpAddress, isSameAddress, parseIpAddress } from './ip-address';
import { FORBIDDEN_RANGES, PRIVATE_RANGES } from './forbidden-ranges';

/** A policy with parsed ranges. */
export interface AddressRules {
  readonly allow: CidrList;
  readonly allowPublic: boolean;
  readonly within: { readonly allow: CidrList; readonly allowPublic: boolean } | null;
  readonly exempt: CidrList;
  readonly own: readonly OwnAddress[];
}

/** An address of this installation. */
export interface OwnAddress {
  readonly address: IpAddress;
  /** Null: every port. */
  readonly port: number | null;
}

/** Parses the ranges of a policy. @param own Its resolved endpoints. @throws RangeError when a range is not valid. */
export function addressRules(policy: CameraAddressPolicy, own: readonly OwnAddress[]): AddressRules {
  return {
    allow: new CidrList(policy.allow),
    allowPublic: policy.allowPublic,
    within: policy.within ? { ...policy.within, allow: new CidrList(policy.within.allow) } : null,
    exempt: new CidrList(policy.exempt),
    own,
  };
}

/** Checks whether a camera may use an address and port. Null: it may. */
export function checkAddress(text: string, port: number, rules: AddressRules): AddressRefusal | null {
  const address = parseIpAddress(text);
  return address === null ? 'not-a-host' : checkParsedAddress(address, port, rules);
}

function checkParsedAddress(address: IpAddress, port: number, rules: AddressRules): AddressRefusal | null {
  if (isIpv4InIpv6(address)) return 'ipv4-in-ipv6';
  if (rules.own.some((own) => isOwnAddress(own, address, port))) return 'own-address';
  const never = FORBIDDEN_RANGES.find(({ list }) => list.has(address));
  if (never !== undefined) return rules.exempt.has(address) ? null : never.reason;
  const embedded = embeddedIpv4(address);
  if (embedded !== null) {
    const refusal = checkParsedAddress(embedded, port, rules);
    if (refusal !== null) return refusal;
  }
  if (rules.exempt.has(address)) return null;
  return checkNetwork(address, rules) ?? (rules.within && checkNetwork(address, rules.within));
}

function checkNetwork(
  address: IpAddress,
  { allow, allowPublic }: Pick<AddressRules, 'allow' | 'allowPublic'>,
): AddressRefusal | null {
  if (allow.has(address)) return null;
  if (PRIVATE_RANGES.has(address)) return 'private-not-allowed';
  return allowPublic ? null : 'public-not-allowed';
}

// Loopback counts as one address: a listener at 127.0.0.1 often accepts connections to 127.0.0.2 and ::1 too.
function isOwnAddress(own: OwnAddress, address: IpAddress, port: number): boolean {
  if (own.port !== null && own.port !== port) return false;
  return isSameAddress(own.address, address) || (isLoopback(own.address) && isLoopback(address));
}

function isLoopback(address: IpAddress): boolean {
  return address.range() === 'loopback';
}
