import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import { parseServiceAddress } from '../device/service-places';
import { descendantsOf, textAt, type XmlNode } from '../soap/xml-node';
import { scopeOf } from './device-scopes';

/** A device that responded to a search. */
export interface FoundCamera {
  /** Its address. */
  readonly host: string;
  /** Of its ONVIF service. */
  readonly port: number;
  /** Whether its ONVIF service is reached over TLS. */
  readonly tls: boolean;
  /** Of its ONVIF service, with its leading slash. */
  readonly path: string;
  /** Its declared name; null: not declared. */
  readonly name: string | null;
  readonly model: string | null;
}

/** Device types to search for: cameras by ONVIF Core §7.3.1, and devices that support only the later type. */
const TYPES = [
  ['http://www.onvif.org/ver10/network/wsdl', 'NetworkVideoTransmitter'],
  ['http://www.onvif.org/ver10/device/wsdl', 'Device'],
] as const;

/** The messages of a search (WS-Discovery 2005/04 §5.2), one for each type. */
export function probeMessages(): readonly Buffer[] {
  return TYPES.map(([namespace, type]) =>
    Buffer.from(
      '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" ' +
        'xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"><s:Header>' +
        `<a:MessageID>urn:uuid:${randomUUID()}</a:MessageID>` +
        '<a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To>' +
        '<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action></s:Header><s:Body>' +
        `<d:Probe xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><d:Types xmlns:t="${namespace}">t:${type}` +
        '</d:Types></d:Probe></s:Body></s:Envelope>',
    ),
  );
}

/**
 * Reads a device's response; `source` is the address that it came from. The device is at its source address, regardless of its declared address.
 * A response with several matches is a list of other devices (of a recorder or a discovery proxy): matches without the source
 * address are at their declared addresses.
 */
export function readProbeMatches(root: XmlNode | null, source: string): readonly FoundCamera[] {
  const matches = descendantsOf(root, 'ProbeMatch');
  return matches.flatMap((match) => {
    const said = textAt(match, 'XAddrs')
      .split(/\s+/)
      .flatMap((each) => parseServiceAddress(each) ?? []);
    // Plain HTTP before TLS: it is faster, and its sign-ins need no secrecy.
    const ordered = [...said].sort((a, b) => Number(a.tls) - Number(b.tls));
    const own = ordered.find(({ host }) => host === source) ?? ordered[0];
    if (own === undefined && matches.length > 1) return [];
    const scopes = textAt(match, 'Scopes');
    return [
      {
        // A name could be anything; an address is validated.
        host: own !== undefined && matches.length > 1 && isIP(own.host) !== 0 ? own.host : source,
        port: own?.port ?? 80,
        tls: own?.tls ?? false,
        path: own?.path && own.path !== '/' ? own.path : '/onvif/device_service',
        name: scopeOf(scopes, 'name'),
        model: scopeOf(scopes, 'hardware'),
      },
    ];
  });
}
