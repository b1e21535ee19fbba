import { isPublicRange, parseIpAddress } from '@ppf/camera-probe';
import type { AddressFacts } from './pit-facts';

/** Compares the addresses of the dashboard and of the media. */
export function toAddressFacts(pageUrl: string, mediaUrl: string): AddressFacts {
  const [page, media] = [new URL(pageUrl), new URL(mediaUrl)];
  return {
    pageIsHttps: page.protocol === 'https:',
    pageIsLoopback: isLoopback(page),
    mediaIsHttps: media.protocol === 'https:',
    mediaIsLoopback: isLoopback(media),
    mediaIsPublic: isPublic(media),
  };
}

function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|.+\.localhost|127\..+|\[::1\])$/.test(hostname);
}

/** A name with a dot counts as public, unless it has a suffix of local networks. */
function isPublic(url: URL): boolean {
  if (isLoopback(url)) return false;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (parseIpAddress(host)) return isPublicRange(host.includes(':') ? `${host}/128` : `${host}/32`);
  return host.includes('.') && !/\.(local|lan|internal|home\.arpa|test)$/.test(host);
}
