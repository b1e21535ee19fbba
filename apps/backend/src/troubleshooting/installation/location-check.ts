import { sendGet } from '../facts/http-probe';
import type { InstallationCheck } from './installation-check';

/** What came of asking a media server's public address for a path without its last slash. */
export interface LocationFacts {
  /** `WebRTC` or `HLS`. */
  readonly protocol: string;
  /** What was asked for. */
  readonly url: string;
  /** Null: no answer. */
  readonly status: number | null;
  /** As it was sent; null: none. */
  readonly location: string | null;
}

/**
 * Asks for a path's page without its last slash. MediaMTX redirects to the one with it, by a Location that is an
 * absolute path, as the one of a WHEP session is (MediaMTX contract §5); nothing is opened by that.
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

/** Whether a Location leads back through the public address, however a proxy maps paths. Pure. */
export function decideLocation(
  name: string,
  { protocol, url, status, location }: LocationFacts,
): InstallationCheck {
  const what = `${name}: ${protocol} addresses through the public address`;
  const isRedirect = status !== null && status >= 300 && status < 400;
  if (!isRedirect || location === null)
    return { what, state: 'unknown', found: `It did not redirect (${status ?? 'no answer'})`, fix: null };
  if (leadsTo(location, url, `${url}/`))
    return { what, state: 'ok', found: 'A Location leads back through it', fix: null };
  const harm =
    protocol === 'HLS' ? 'players are sent to a wrong address' : 'PATCH and DELETE of WHEP answer 404';
  return {
    what,
    state: 'fault',
    found: `The proxy does not put its prefix before a Location of the media server: ${harm}.`,
    fix: 'Let the proxy rewrite the header Location, as the examples in infra/nginx, infra/caddy, infra/apache and infra/haproxy do.',
  };
}

function leadsTo(location: string, from: string, to: string): boolean {
  return URL.canParse(location, from) && new URL(location, from).href === new URL(to).href;
}
