import type { ServicePlace } from '../soap/http-post';
import { childrenOf, descendantsOf, findNode, textAt, type XmlNode } from '../soap/xml-node';

/** Addresses of video services that a device declares; null: it has none. */
export interface MediaAddresses {
  readonly media1: string | null;
  readonly media2: string | null;
}

/** Namespaces of the services (ONVIF Media and Media 2 specifications). */
export const DEVICE_NAMESPACE = 'http://www.onvif.org/ver10/device/wsdl';
export const MEDIA1_NAMESPACE = 'http://www.onvif.org/ver10/media/wsdl';
export const MEDIA2_NAMESPACE = 'http://www.onvif.org/ver20/media/wsdl';

/** Parses the response of GetServices. */
export function readServices(answer: XmlNode | null): MediaAddresses {
  const services = childrenOf(answer, 'Service');
  const addressOf = (namespace: string) =>
    textAt(services.find((each) => textAt(each, 'Namespace') === namespace) ?? null, 'XAddr') || null;
  return { media1: addressOf(MEDIA1_NAMESPACE), media2: addressOf(MEDIA2_NAMESPACE) };
}

/** Parses the response of GetCapabilities, for devices without GetServices. */
export function readCapabilities(answer: XmlNode | null): MediaAddresses {
  const capabilities = findNode(answer, 'Capabilities');
  const extension = descendantsOf(findNode(capabilities, 'Extension'), 'Media2')[0] ?? null;
  return {
    media1: textAt(capabilities, 'Media', 'XAddr') || null,
    media2: textAt(extension, 'XAddr') || null,
  };
}

/**
 * Addresses at which to query a service, in order. The host is always the queried one: the declared address may be
 * wrong, or that of another device. The declared port comes first if the declared host is the queried one. Behind port
 * forwarding, a device declares only its internal port, so the queried port comes first.
 */
export function placesOf(xaddr: string | null, entry: ServicePlace): readonly ServicePlace[] {
  const said = xaddr === null ? null : parseServiceAddress(xaddr);
  if (said === null) return [entry];
  const atEntry = { ...entry, path: said.path };
  const asSaid = { ...atEntry, tls: said.tls, port: said.port };
  if (asSaid.port === entry.port && asSaid.tls === entry.tls) return [asSaid];
  const isItself = said.host === entry.address || said.host === entry.host.toLowerCase();
  return isItself ? [asSaid, atEntry] : [atEntry, asSaid];
}

/** Parts of an ONVIF service's address; null: not an address. The host is in lower case, IPv6 without brackets. */
export function parseServiceAddress(
  text: string,
): { readonly tls: boolean; readonly host: string; readonly port: number; readonly path: string } | null {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null;
  const { protocol, hostname, port, pathname, search } = new URL(trimmed);
  const tls = protocol === 'https:';
  const path = `${pathname}${search}`;
  if (path.length > 256) return null;
  return { tls, host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) || (tls ? 443 : 80), path };
}
