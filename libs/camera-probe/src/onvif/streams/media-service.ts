import {
  DEVICE_NAMESPACE,
  MEDIA1_NAMESPACE,
  MEDIA2_NAMESPACE,
  type MediaAddresses,
  placesOf,
  readCapabilities,
  readServices,
} from '../device/service-places';
import type { ServicePlace } from '../soap/http-post';
import type { OnvifConnection, OnvifResult } from '../soap/onvif-connection';
import { escapeXml } from '../soap/soap-envelope';
import { descendantsOf } from '../soap/xml-node';
import { type MediaProfile, parseProfiles } from './media-profiles';

/** A media service with its possible addresses. */
interface MediaService {
  readonly version: 1 | 2;
  readonly places: readonly ServicePlace[];
}

/** A camera's profiles, or the result that contains the reason why there are none. */
export type ProfileList =
  | { readonly kind: 'profiles'; readonly profiles: readonly MediaProfile[] }
  | Exclude<OnvifResult, { kind: 'body' }>;

/**
 * Requests the profiles of a device and their streams, from the newer media service, else from the older one: cameras have both,
 * either, or one that does not work.
 */
export class MediaServices {
  private services: readonly MediaService[] = [];
  /** Whether a SOAP response was received. */
  speaksSoap = false;

  constructor(
    private readonly connection: OnvifConnection,
    private readonly entry: ServicePlace,
  ) {}

  /** @throws the signal's reason when it is aborted. */
  async profiles(): Promise<ProfileList> {
    const addresses = await this.addresses();
    if ('kind' in addresses) return addresses;
    const { media1, media2 } = addresses;
    // A device that does not list its services may have the older one at the device service.
    const services: MediaService[] = [
      ...(media2 === null ? [] : [{ version: 2 as const, places: placesOf(media2, this.entry) }]),
      ...(media1 === null && media2 !== null
        ? []
        : [{ version: 1 as const, places: placesOf(media1, this.entry) }]),
    ];
    this.services = services;
    let worst: ProfileList | null = null;
    let isEmpty = false;
    for (const service of services) {
      const result = this.recorded(
        await this.connection.ask(service.places, profilesRequest(service.version)),
      );
      if (result.kind === 'body') {
        const profiles = parseProfiles(result.body);
        if (profiles.length > 0) return { kind: 'profiles', profiles };
        isEmpty = true;
      } else if (worst === null || result.kind === 'denied') worst = result;
    }
    return worst === null || (isEmpty && worst.kind !== 'denied')
      ? { kind: 'profiles', profiles: [] }
      : worst;
  }

  /** The address of a profile's stream, as sent; null: the device returns none. @throws the signal's reason when it is aborted. */
  async streamUri(token: string): Promise<{ readonly uri: string | null; readonly isDenied: boolean }> {
    for (const { version, places } of this.services)
      for (const request of uriRequests(version, token)) {
        const result = this.recorded(await this.connection.ask(places, request));
        const uri = result.kind === 'body' ? (descendantsOf(result.body, 'Uri')[0]?.text ?? '') : '';
        if (uri !== '') return { uri, isDenied: false };
        // Another form of the request would be one more sign-in attempt.
        if (result.kind === 'denied') return { uri: null, isDenied: true };
        if (result.kind !== 'fault' && result.kind !== 'body') break;
      }
    return { uri: null, isDenied: false };
  }

  private async addresses(): Promise<MediaAddresses | Exclude<ProfileList, { kind: 'profiles' }>> {
    const services = await this.requestDevice('GetServices', '<IncludeCapability>false</IncludeCapability>');
    if (services.kind === 'denied' || services.kind === 'failed') return services;
    const found = readServices(services.kind === 'body' ? services.body : null);
    if (found.media1 !== null || found.media2 !== null) return found;
    const capabilities = await this.requestDevice('GetCapabilities', '<Category>All</Category>');
    return readCapabilities(capabilities.kind === 'body' ? capabilities.body : null);
  }

  private async requestDevice(name: string, content: string): Promise<OnvifResult> {
    const request = { namespace: DEVICE_NAMESPACE, name, content };
    return this.recorded(await this.connection.ask([this.entry], request));
  }

  private recorded(result: OnvifResult): OnvifResult {
    if (result.kind === 'body' || result.kind === 'fault') this.speaksSoap = true;
    return result;
  }
}

function profilesRequest(version: 1 | 2) {
  return version === 1
    ? { namespace: MEDIA1_NAMESPACE, name: 'GetProfiles' }
    : {
        namespace: MEDIA2_NAMESPACE,
        name: 'GetProfiles',
        content: '<Type>VideoSource</Type><Type>VideoEncoder</Type>',
      };
}

// Media 2 defines the names of protocols (§5.3.2): cameras support one or the other name of RTSP.
function uriRequests(version: 1 | 2, token: string) {
  const profile = `<ProfileToken>${escapeXml(token)}</ProfileToken>`;
  if (version === 2)
    return ['RtspUnicast', 'RTSP'].map((protocol) => ({
      ...{ namespace: MEDIA2_NAMESPACE, name: 'GetStreamUri' },
      content: `<Protocol>${protocol}</Protocol>${profile}`,
    }));
  const setup =
    '<StreamSetup><Stream xmlns="http://www.onvif.org/ver10/schema">RTP-Unicast</Stream>' +
    '<Transport xmlns="http://www.onvif.org/ver10/schema"><Protocol>RTSP</Protocol></Transport></StreamSetup>';
  return [{ namespace: MEDIA1_NAMESPACE, name: 'GetStreamUri', content: `${setup}${profile}` }];
}
