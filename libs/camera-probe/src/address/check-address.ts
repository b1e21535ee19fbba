import type { AddressRefusal } from './address-refusal';
import type { CameraAddressPolicy } from './camera-address-policy';
import { CidrList } from './cidr-list';
import { embeddedIpv4, isIpv4InDisguise } from './embedded-address';
import { type IpAddress, parseIpAddress } from './ip-address';
import { FORBIDDEN_RANGES, PRIVATE_RANGES } from './forbidden-ranges';

/** A policy whose ranges are read. */
export interface AddressRules {
  readonly allow: CidrList;
  readonly allowPublic: boolean;
  readonly within: { readonly allow: CidrList; readonly allowPublic: boolean } | null;
  readonly exempt: CidrList;
  readonly own: readonly OwnAddress[];
}

/** An address of ours; `port` null: every port. */
export interface OwnAddress {
  readonly address: IpAddress;
  readonly port: number | null;
}

/** Reads a policy's ranges; `own` are its endpoints, resolved. @throws RangeError when a range cannot be read. */
export function addressRules(policy: CameraAddressPolicy, own: readonly OwnAddress[]): AddressRules {
  return {
    allow: new CidrList(policy.allow),
    allowPublic: policy.allowPublic,
    within: policy.within ? { ...policy.within, allow: new CidrList(policy.within.allow) } : null,
    exempt: new CidrList(policy.exempt),
    own,
  };
}

/** Whether a camera may be at an address and port: null, or why not. */
export function checkAddress(text: string, port: number, rules: AddressRules): AddressRefusal | null {
  const address = parseIpAddress(text);
  return address === null ? 'not-a-host' : checkParsedAddress(address, port, rules);
}

function checkParsedAddress(address: IpAddress, port: number, rules: AddressRules): AddressRefusal | null {
  if (isIpv4InDisguise(address)) return 'ipv4-in-ipv6';
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

// All of loopback is one place: what listens at 127.0.0.1 often does at 127.0.0.2 and ::1 too.
function isOwnAddress(own: OwnAddress, address: IpAddress, port: number): boolean {
  const samePlace =
    (own.address.family === address.family && own.address.value === address.value) ||
    (isLoopback(own.address) && isLoopback(address));
  return samePlace && (own.port === null || own.port === port);
}

// Without a CidrList, which writes an address as text to ask for it: each camera is compared with each of our own.
function isLoopback({ family, value }: IpAddress): boolean {
  return family === 4 ? value >> 24n === 127n : value === 1n;
}
