import { sendGet } from '../facts/http-probe';
import { message } from '../messages';
import { type InstallationCheck, toInstallationCheck } from './installation-check';

/** The response of a media server's public address to a path without its trailing slash. */
export interface LocationFacts {
  /** `WebRTC` or `HLS`. */
  readonly protocol: string;
  /** The requested URL. */
  readonly url: string;
  /** HTTP status; null: no response. */
  readonly status: number | null;
  /** The Location header; null: none. */
  readonly location: string | null;
}

/**
 * Requests a path's page without its trailing slash. MediaMTX redirects to the page with it, with an absolute path as
 * Location, like that of a WHEP session (MediaMTX contract §5). The request opens no session.
 */
export async function probeLocation(
  protocol: string,
  base: string,
  path: string,
  timeoutMs: number,
): Promise<LocationFacts> {
  const url = `${base}/${path}`;
  const { status, headers } = await sendGet(url, { timeoutMs });
  return { protocol, url, status, location: headers.location ?? null };
}

/** Decides whether a Location leads back through the public address, for any path mapping of a proxy. Pure. */
export function decideLocation(
  server: string,
  { protocol, url, status, location }: LocationFacts,
): InstallationCheck {
  const what = message('check.location', { server, protocol });
  const isRedirect = status !== null && status >= 300 && status < 400;
  if (status === null) return toInstallationCheck(what, 'unknown', message('check.location.no-response'));
  if (!isRedirect || location === null)
    return toInstallationCheck(what, 'unknown', message('check.location.unknown', { status }));
  if (leadsTo(location, url, `${url}/`)) return toInstallationCheck(what, 'ok', message('check.location.ok'));
  const found = message(protocol === 'HLS' ? 'check.location.hls' : 'check.location.webrtc');
  return toInstallationCheck(what, 'fault', found, message('check.location.fix'));
}

function leadsTo(location: string, from: string, to: string): boolean {
  return URL.canParse(location, from) && new URL(location, from).href === new URL(to).href;
}
