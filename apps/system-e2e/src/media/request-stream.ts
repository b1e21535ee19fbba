import type { StreamTokenResponse } from '@ppf/contracts';
import { rtspDescribe } from './rtsp-describe';

/** A token and the HTTP header that carries it. */
export interface Ticket {
  readonly token: string;
  /** `Bearer <jti>:<jwt>`, or a forgery of it. */
  readonly authorization: string;
}

/** Stream addresses of a pit, from `POST /streams/token`. */
export type Addresses = Pick<StreamTokenResponse, 'webrtc_url' | 'hls_url' | 'rtsp_url'>;

export type Protocol = 'webrtc' | 'hls' | 'rtsp';

/**
 * Requests a stream from the media server directly, without the dashboard. Ends an allowed WHEP session immediately.
 * @param ticket Undefined sends no credentials.
 * @throws Error for any other response, so that a broken server does not count as a denial.
 */
export async function requestStream(
  protocol: Protocol,
  addresses: Addresses,
  ticket: Ticket | undefined,
  offer: string,
): Promise<'allowed' | 'denied'> {
  if (protocol === 'rtsp') return requestRtsp(addresses.rtsp_url, ticket);
  const headers = ticket && { authorization: ticket.authorization };
  if (protocol === 'hls') {
    const answer = await fetch(addresses.hls_url, { ...(headers && { headers }) });
    return decisionOf(answer.status, await answer.text());
  }
  const answer = await fetch(addresses.webrtc_url, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp', ...headers },
    body: offer,
  });
  const text = await answer.text();
  const session = answer.headers.get('location');
  if (session) await fetch(new URL(session, addresses.webrtc_url), { method: 'DELETE' });
  return decisionOf(answer.status, text);
}

async function requestRtsp(rtspUrl: string, ticket: Ticket | undefined): Promise<'allowed' | 'denied'> {
  const url = new URL(rtspUrl);
  // `token`, or `jwt` in JWT mode.
  const [key = 'token'] = url.searchParams.keys();
  url.search = ticket ? `?${key}=${encodeURIComponent(ticket.token)}` : '';
  return decisionOf(await rtspDescribe(url.href), '');
}

/** Up to v1.16.3 a WHEP POST that the hook denies returns 400 (MediaMTX contract §5). */
function decisionOf(status: number, body: string): 'allowed' | 'denied' {
  if (status === 200 || status === 201) return 'allowed';
  if (status === 401 || (status === 400 && body.includes('authentication failed'))) return 'denied';
  throw new Error(`The media server returned ${status}: ${body.slice(0, 200)}`);
}
