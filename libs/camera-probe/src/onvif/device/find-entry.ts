import type { HttpFailureKind, ServicePlace } from '../soap/http-post';
import type { OnvifConnection, OnvifResult } from '../soap/onvif-connection';
import { type DeviceClock, NO_CLOCK, readDeviceClock } from './device-clock';
import { DEVICE_NAMESPACE, parseServiceAddress } from './service-places';

/** Places at which to look for a device's own service. */
export interface EntryTarget {
  /** Name or address that was entered. */
  readonly host: string;
  /** Addresses that the guard allowed. */
  readonly addresses: readonly string[];
  /** Null: the usual one. */
  readonly port: number | null;
  /** Null: not known. */
  readonly tls: boolean | null;
  /** Null: the usual one. */
  readonly path: string | null;
}

/** A device's own service and its clock, or the reason why there is none. */
export type Entry =
  | {
      readonly kind: 'found';
      readonly place: ServicePlace;
      readonly clock: DeviceClock;
      readonly speaksSoap: boolean;
    }
  | { readonly kind: 'failed'; readonly reason: HttpFailureKind | 'address-refused' };

const USUAL_PATH = '/onvif/device_service';
const TLS_PORTS = [443, 8443];
/** Maximum number of addresses of a name to try: IPv6 and IPv4. */
const MAX_ADDRESSES = 2;
/**
 * Finds a device's service by requesting its time, which needs no sign-in (ONVIF Core §5.9.2): plain
 * or over TLS, at the usual ports when none is given, and where a redirect to TLS leads. A device that does not declare its time
 * is queried too.
 */
export async function findEntry(target: EntryTarget, connection: OnvifConnection): Promise<Entry> {
  const queue = entryPlaces(target);
  let failed: Entry = { kind: 'failed', reason: 'unreachable' };
  let found: Entry | null = null;
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    const request = { namespace: DEVICE_NAMESPACE, name: 'GetSystemDateAndTime' };
    const result = await connection.requestWithoutSignIn(place, request);
    if (result.kind === 'body' || result.kind === 'fault' || result.kind === 'denied')
      return entryAt(place, result);
    if (result.kind === 'failed') {
      // It listens, so further requests are possible, unless it expects TLS.
      if (result.reason === 'too-slow') found ??= entryAt(place, result);
      if (failed.reason === 'unreachable') failed = { kind: 'failed', reason: result.reason };
      continue;
    }
    // A device that responds with a web page may still support ONVIF. A redirect to TLS takes precedence.
    found ??= entryAt(place, result);
    const moved = redirectedTo(place, result.location);
    if (moved !== null && !queue.some((each) => isSame(each, moved))) queue.unshift(moved);
  }
  return found ?? failed;
}

/** Places to query, in order. Pure. */
export function entryPlaces({ host, addresses, port, tls, path }: EntryTarget): ServicePlace[] {
  const ways = [
    { tls: false, port: port ?? 80 },
    { tls: true, port: port ?? 443 },
  ].filter((way) => tls === null || way.tls === tls);
  if (tls === null && port !== null && TLS_PORTS.includes(port)) ways.reverse();
  return addresses
    .slice(0, MAX_ADDRESSES)
    .flatMap((address) => ways.map((way) => ({ ...way, address, host, path: path ?? USUAL_PATH })));
}

function entryAt(place: ServicePlace, result: OnvifResult): Entry & { readonly kind: 'found' } {
  const clock = result.kind === 'body' ? readDeviceClock(result.body, Date.now()) : NO_CLOCK;
  const speaksSoap = result.kind === 'body' || result.kind === 'fault';
  return { kind: 'found', place, clock, speaksSoap };
}

// To TLS at the same device only: any other redirect leads to another device or into a loop.
function redirectedTo(place: ServicePlace, location: string | null): ServicePlace | null {
  const said = location === null ? null : parseServiceAddress(location);
  if (said === null || place.tls || !said.tls) return null;
  return { ...place, tls: true, port: said.port, path: said.path === '/' ? place.path : said.path };
}

function isSame(one: ServicePlace, other: ServicePlace): boolean {
  return one.address === other.address && one.port === other.port && one.tls === other.tls;
}
